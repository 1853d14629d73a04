import { Redirect } from 'wouter';
import { useMeQuery } from '@/features/accounts/accountsApi';
import { Button } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { SectionsPage } from '@/components/SectionsPage';
import { RowSkeleton } from '@/components/Skeleton';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { usePhone } from '@/lib/useMedia';
import { settingsSections } from './settingsSections';

const path = '/settings';

/** One's own account and how one is seen; `section` is that of the address. */
export function SettingsPage({ section }: { section: string | undefined }) {
  const phone = usePhone();
  const { data: me, error, refetch } = useMeQuery();
  const current = settingsSections.find(({ id }) => id === section);
  if (current === undefined && (section !== undefined || !phone))
    return <Redirect to={phone ? path : `${path}/profile`} replace />;
  return (
    <SectionsPage
      title={text.settings.title}
      path={path}
      sections={settingsSections}
      current={current}
      leaveTo="/"
    >
      {me !== undefined && current?.content(me)}
      {me === undefined && error === undefined && <RowSkeleton rows={6} />}
      {me === undefined && error !== undefined && (
        <Empty title={text.settings.failed} lead={explain(toProblem(error))}>
          <Button onClick={() => void refetch()}>{text.retry}</Button>
        </Empty>
      )}
    </SectionsPage>
  );
}

/** What the tab is called while a section is open. */
export const settingsTitle = (section: string | undefined) =>
  settingsSections.find(({ id }) => id === section)?.title ?? text.settings.title;
