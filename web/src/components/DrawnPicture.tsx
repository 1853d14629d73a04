import type { ReactNode } from 'react';
import { drawnPicture, type Shape } from './drawing';
import styles from './Avatar.module.css';

/*
 * Shapes on a field of 40: each is one darker and one lighter form. Letters stand on top, so the lighter forms keep to
 * the darker side of what white letters can be read on.
 */
const drawings: Record<Shape, ReactNode> = {
  hills: (
    <>
      <circle className={styles.far} cx="29" cy="12" r="5.500" />
      <path className={styles.near} d="M0 30c6-8 12-10 19-4s13 4 21-3v17H0z" />
    </>
  ),
  sun: (
    <>
      <circle className={styles.far} cx="40" cy="0" r="22" />
      <circle className={styles.near} cx="40" cy="0" r="12" />
    </>
  ),
  waves: (
    <>
      <path className={styles.far} d="M0 13c7-6 13-6 20 0s13 6 20 0v8c-7 6-13 6-20 0s-13-6-20 0z" />
      <path className={styles.near} d="M0 29c7-6 13-6 20 0s13 6 20 0v11H0z" />
    </>
  ),
  arch: (
    <>
      <path className={styles.far} d="M4 40V22a16 16 0 0 1 32 0v18z" />
      <path className={styles.near} d="M12 40V24a8 8 0 0 1 16 0v16z" />
    </>
  ),
  petals: (
    <>
      <path
        className={styles.far}
        d="M0 0c14 0 20 6 20 20C6 20 0 14 0 0zM40 40c-14 0-20-6-20-20 14 0 20 6 20 20z"
      />
      <path
        className={styles.near}
        d="M40 0c0 14-6 20-20 20C20 6 26 0 40 0zM0 40c0-14 6-20 20-20 0 14-6 20-20 20z"
      />
    </>
  ),
  steps: (
    <>
      <path className={styles.far} d="M0 40V10h10v10h10v10h10v10z" />
      <path className={styles.near} d="M0 40V25h5v5h10v5h10v5z" />
    </>
  ),
  moon: (
    <>
      <circle className={styles.near} cx="13" cy="27" r="17" />
      <circle className={styles.far} cx="19" cy="21" r="13" />
    </>
  ),
  rays: (
    <>
      <path className={styles.far} d="M0 40L12 0h10zM0 40L40 8v10z" />
      <path className={styles.near} d="M0 40L30 0h10v2z" />
    </>
  ),
};

/** The picture of somebody who has none of their own. */
export function DrawnPicture({ id }: { id: string }) {
  const { shape, turn } = drawnPicture(id);
  return (
    <svg className={styles.drawing} data-turn={turn} viewBox="0 0 40 40" focusable="false">
      {drawings[shape]}
    </svg>
  );
}
