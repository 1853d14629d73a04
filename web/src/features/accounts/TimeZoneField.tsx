import { Popover } from 'radix-ui';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { text } from '@/lib/text';
import { timeIn } from '@/lib/time';
import { allZones, minutesAhead, offsetName, zoneHere, zoneName } from '@/lib/timeZones';
import styles from './TimeZoneField.module.css';

interface TimeZoneFieldProps {
  /** The name of a zone, or nothing. */
  value: string;
  problem?: string;
  onChange: (zone: string) => void;
}

const words = text.settings.profile;

/** A zone out of some four hundred, found by its city, region or hours. */
export function TimeZoneField({ value, problem, onChange }: TimeZoneFieldProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const here = zoneHere();
  const choose = (zone: string) => {
    onChange(zone);
    setOpen(false);
  };
  return (
    <div className={styles.field}>
      <span id={id} className={styles.label}>
        {words.timeZone}
      </span>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <button type="button" className={styles.value} aria-labelledby={`${id} ${id}-value`}>
            <span id={`${id}-value`}>{value === '' ? words.timeZoneNone : described(value)}</span>
            <Icon name="unfold" />
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className={styles.list}
            align="start"
            sideOffset={4}
            collisionPadding={8}
            aria-label={words.timeZone}
          >
            <ZoneList chosen={value} onChoose={choose} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <p className={problem === undefined ? styles.hint : styles.problem}>{problem ?? words.timeZoneHint}</p>
      {value !== here && (
        <Button small look="quiet" className={styles.here} onClick={() => onChange(here)}>
          {words.timeZoneUse(zoneName(here))}
        </Button>
      )}
    </div>
  );
}

function ZoneList({ chosen, onChoose }: { chosen: string; onChoose: (zone: string) => void }) {
  const id = useId();
  const [query, setQuery] = useState('');
  const zones = useMemo(() => ['', ...allZones()].map(describe), []);
  const found = zones.filter(({ search }) => matches(search, query));
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      zones.findIndex(({ zone }) => zone === chosen),
    ),
  );
  const active = Math.min(at, found.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const zone = found[active];
    if (event.key === 'Enter' && zone !== undefined) onChoose(zone.zone);
    else if (event.key === 'ArrowDown') setAt((active + 1) % Math.max(found.length, 1));
    else if (event.key === 'ArrowUp') setAt((active - 1 + found.length) % Math.max(found.length, 1));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        className={styles.filter}
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-label={words.timeZoneFilter}
        placeholder={words.timeZoneFilter}
        value={query}
        autoComplete="off"
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={words.timeZone} className={`${styles.zones} scroll`}>
        {found.map(({ zone, name, offset }, index) => (
          <div
            key={zone}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={styles.zone}
            ref={index === active ? scrollIntoView : undefined}
            onPointerMove={() => setAt(index)}
            onClick={() => onChoose(zone)}
          >
            <span>{name}</span>
            <small>{offset}</small>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.hint}>{words.timeZoneNoMatch}</p>}
    </>
  );
}

const scrollIntoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' });

function describe(zone: string): { zone: string; name: string; offset: string; search: string } {
  if (zone === '')
    return { zone, name: words.timeZoneNone, offset: '', search: words.timeZoneNone.toLowerCase() };
  const [name, offset] = [zoneName(zone), offsetName(minutesAhead(zone, new Date()))];
  return { zone, name, offset, search: `${name} ${offset.replace('−', '-')}`.toLowerCase() };
}

const matches = (search: string, query: string) =>
  query
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => search.includes(word));

const described = (zone: string) =>
  `${zoneName(zone)} · ${offsetName(minutesAhead(zone, new Date()))} · ${timeIn(zone, new Date())}`;
