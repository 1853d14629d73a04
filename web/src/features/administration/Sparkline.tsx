import styles from './Overview.module.css';

const width = 120;
const height = 28;

/** The course of a number, from nothing to the most it has been. */
export function Sparkline({ values }: { values: (number | undefined)[] }) {
  const known = values.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
  if (known.length < 2) return null;
  const most = Math.max(...known.map(({ value }) => value), Number.MIN_VALUE);
  const step = width / Math.max(1, values.length - 1);
  const points = known
    .map(
      ({ value, index }) =>
        `${(index * step).toFixed(1)},${(height - 1 - (value / most) * (height - 2)).toFixed(1)}`,
    )
    .join(' ');
  return (
    <svg className={styles.sparkline} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none">
      <polyline points={points} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
