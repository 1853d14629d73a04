import styles from './Icon.module.css';

const paths = {
  plus: <path d="M12 5v14M5 12h14" />,
  close: <path d="M6 6l12 12M18 6L6 18" />,
  back: <path d="M15 5l-7 7 7 7" />,
  search: (
    <>
      <circle cx="11" cy="11" r="6" />
      <path d="M20 20l-4.500-4.500" />
    </>
  ),
  people: (
    <>
      <circle cx="9" cy="8" r="3.200" />
      <path d="M3 19c.6-3.400 3-5 6-5s5.400 1.600 6 5M16 5.200a3.200 3.200 0 0 1 0 5.600M18 14.400c1.800.7 2.700 2.300 3 4.600" />
    </>
  ),
  addPerson: (
    <>
      <circle cx="10" cy="8" r="3.200" />
      <path d="M4 19c.6-3.400 3-5 6-5 1.700 0 3.200.5 4.300 1.600M18 14v6M15 17h6" />
    </>
  ),
  hash: <path d="M9.500 4.500L7.500 19.500M16.500 4.500l-2 15M4.500 9.200h15.500M4 14.800h15.500" />,
  lock: (
    <>
      <rect x="5.500" y="10.500" width="13" height="9" rx="2.500" />
      <path d="M8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500" />
    </>
  ),
  compass: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M15.200 8.800l-1.800 4.600-4.600 1.800 1.800-4.600z" />
    </>
  ),
  more: <path strokeWidth="2.4" d="M6 12h.01M12 12h.01M18 12h.01" />,
  settings: <path d="M4 7.500h9M17 7.500h3M4 16.500h3M11 16.500h9M13 5.500v4M7.500 14.500v4" />,
  leave: <path d="M13 4.500H7a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h6M11 12h9M17 8.500l3.500 3.500-3.500 3.500" />,
  link: (
    <path d="M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1-1" />
  ),
  copy: (
    <>
      <rect x="8.500" y="8.500" width="11" height="11" rx="2.500" />
      <path d="M15.500 5.500a1 1 0 0 0-1-1h-8a2 2 0 0 0-2 2v8a1 1 0 0 0 1 1" />
    </>
  ),
  code: <path d="M9 7l-5 5 5 5M15 7l5 5-5 5" />,
  down: <path d="M12 5v14M6 13l6 6 6-6" />,
  send: <path d="M12 19V5M6 11l6-6 6 6" />,
  smile: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M8.800 14c.8 1.200 1.900 1.800 3.200 1.800s2.400-.6 3.200-1.800M9.300 9.800h.01M14.700 9.800h.01" />
    </>
  ),
  at: (
    <>
      <circle cx="12" cy="12" r="3.500" />
      <path d="M15.500 8.500v4.700a2.300 2.300 0 0 0 4.500 0V12a8 8 0 1 0-3.200 6.400" />
    </>
  ),
  check: <path d="M5 12.500l4.500 4.500L19 7.500" />,
  trash: <path d="M5 7h14M10 7V5h4v2M7 7l.8 12h8.400L17 7" />,
  retry: <path d="M19 12a7 7 0 1 1-2.200-5.100M19 4.500V8h-3.500" />,
  sun: (
    <>
      <circle cx="12" cy="12" r="3.500" />
      <path d="M12 4.500V3M12 21v-1.500M4.500 12H3M21 12h-1.500M6.700 6.700l-1-1M18.300 18.300l-1-1M6.700 17.300l-1 1M18.300 5.700l-1 1" />
    </>
  ),
  keyboard: (
    <>
      <rect x="3.500" y="6.500" width="17" height="11" rx="2.500" />
      <path d="M7 10h.01M10.300 10h.01M13.700 10h.01M17 10h.01M8.500 14h7" />
    </>
  ),
  alert: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 8v4.500M12 15.800h.01" />
    </>
  ),
  eye: (
    <>
      <path d="M3.500 12c2-3.700 4.900-5.500 8.500-5.500s6.500 1.800 8.500 5.500c-2 3.700-4.900 5.500-8.500 5.500S5.500 15.700 3.500 12z" />
      <circle cx="12" cy="12" r="2.500" />
    </>
  ),
  eyeOff: (
    <path d="M4 4.500l16 15M9.500 6.900c.8-.3 1.600-.4 2.500-.4 3.600 0 6.500 1.800 8.500 5.500-.7 1.300-1.500 2.300-2.500 3.200M14.500 17c-.8.300-1.600.5-2.500.5-3.600 0-6.500-1.800-8.500-5.500.9-1.600 1.900-2.800 3.200-3.700" />
  ),
};

export type IconName = keyof typeof paths;

/** A drawn sign; it says nothing to a screen reader, so whatever holds it must have a name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {paths[name]}
    </svg>
  );
}
