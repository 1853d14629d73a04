import { Table, type Column } from '@/components/Table';
import { text } from '@/lib/text';
import { ago, exactTime } from '@/lib/time';
import { useStorageQuery, type Storage } from './administrationApi';
import { Loading } from './Loading';
import styles from './Section.module.css';

const words = text.administration.storage;
const bytes = text.administration.bytes;

/** What the server keeps, and what room there is left. */
export function StorageSection() {
  const asked = useStorageQuery(undefined, { refetchOnMountOrArgChange: true });
  return <Loading asked={asked}>{(storage) => <Kept storage={storage} />}</Loading>;
}

function Kept({ storage }: { storage: Storage }) {
  const { pictures, snapshots, lastSnapshotAt, diskFreeBytes, diskBytes } = storage;
  return (
    <>
      <section className={styles.group} aria-labelledby="storage-disk">
        <h2 id="storage-disk">{words.disk}</h2>
        <meter
          className={styles.meter}
          aria-label={words.disk}
          min={0}
          max={diskBytes}
          high={diskBytes * 0.9}
          optimum={0}
          value={diskBytes - diskFreeBytes}
        />
        <p className={styles.lead}>{words.free(bytes(diskFreeBytes), bytes(diskBytes))}</p>
      </section>
      <section className={styles.group} aria-labelledby="storage-kept">
        <h2 id="storage-kept">{words.kept}</h2>
        <dl className={styles.facts}>
          <Fact name={words.databases[storage.database] ?? storage.database}>
            {bytes(storage.databaseBytes)}
          </Fact>
          <Fact name={words.pictures}>{words.files(pictures.files, bytes(pictures.bytes))}</Fact>
          <Fact name={words.snapshots}>
            {snapshots.files === 0 ? words.noSnapshots : words.files(snapshots.files, bytes(snapshots.bytes))}
            {lastSnapshotAt && (
              <small title={exactTime(lastSnapshotAt)}>{words.last(ago(lastSnapshotAt, new Date()))}</small>
            )}
          </Fact>
        </dl>
      </section>
      <section className={styles.group} aria-labelledby="storage-rows">
        <h2 id="storage-rows">{words.rows}</h2>
        <Table label={words.rows} columns={columns} rows={storage.rows} keyOf={({ table }) => table} />
        <p className={styles.note}>{words.countedAt(exactTime(storage.countedAt))}</p>
      </section>
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const columns: Column<Storage['rows'][number]>[] = [
  { name: words.table, cell: ({ table }) => words.tables[table] ?? table },
  { name: words.count, numeric: true, cell: ({ rows }) => text.number(rows) },
];
