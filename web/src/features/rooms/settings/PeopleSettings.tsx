import { SectionPart } from '@/components/SectionsPage';
import type { Room } from '@/lib/model';
import { MemberList } from '../MemberList';

interface PeopleSettingsProps {
  room: Room;
  me: string;
  onAdd: () => void;
  onExplain: (user: string) => void;
}

export function PeopleSettings(props: PeopleSettingsProps) {
  return (
    <SectionPart>
      <MemberList {...props} />
    </SectionPart>
  );
}
