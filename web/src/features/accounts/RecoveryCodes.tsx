import { Button } from '@/components/Button';
import { SectionPart } from '@/components/SectionsPage';
import { notify } from '@/lib/notices';
import { text } from '@/lib/text';
import styles from './Security.module.css';

const words = text.security.twoFactor;

/** The codes, this once. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const lines = `${codes.join('\n')}\n`;
  const download = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([lines], { type: 'text/plain' }));
    link.download = words.fileName;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <SectionPart title={words.codesTitle} lead={words.codesLead}>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <footer className={styles.actions}>
        <Button onClick={() => void navigator.clipboard.writeText(lines).then(() => notify(words.copied))}>
          {words.copy}
        </Button>
        <Button onClick={download}>{words.download}</Button>
        <Button look="primary" onClick={onKept}>
          {words.kept}
        </Button>
      </footer>
    </SectionPart>
  );
}
