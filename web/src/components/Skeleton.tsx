import styles from './Skeleton.module.css';

const widths = [72, 46, 88, 58, 34, 80, 64, 50];
const of = (index: number) => widths[index % widths.length] ?? 60;

/** Grey lines where rows will stand. */
export function RowSkeleton({ rows }: { rows: number }) {
  return (
    <div className={styles.rows} aria-hidden="true">
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={styles.line} style={{ width: `${of(index)}%` }} />
      ))}
    </div>
  );
}

export function MessageSkeleton({ rows }: { rows: number }) {
  return (
    <div className={styles.messages} aria-hidden="true">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.message}>
          <span className={styles.face} />
          <span className={styles.line} style={{ width: `${of(index) / 4 + 8}%` }} />
          <span className={styles.line} style={{ width: `${of(index + 3)}%` }} />
        </div>
      ))}
    </div>
  );
}
