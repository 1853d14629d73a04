import { useState } from 'react';
import { Button } from '@/components/Button';
import { Choices } from '@/components/Choices';
import { Confirm } from '@/components/Confirm';
import { FormProblem, Select } from '@/components/Field';
import { SectionPart } from '@/components/SectionsPage';
import { Switch } from '@/components/Switch';
import type { Room, RoomChange } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { may } from '@/lib/permissions';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { shortDate } from '@/lib/time';
import { useUpdateRoomMutation } from './settingsApi';
import styles from './RoomSettings.module.css';

const words = text.roomSettings.access;

/** Who finds the room, and who writes in it when. Each takes effect at once. */
export function AccessSettings({ room }: { room: Room }) {
  const [update, { error }] = useUpdateRoomMutation();
  const [archiving, setArchiving] = useState(false);
  const change = (change: RoomChange) => update({ room: room.id, change });
  const isArchived = room.archivedAt != null;
  const mayChange = may(room, 'manage_room') && !isArchived;
  const slowMode = String(room.slowModeSeconds);
  const slowModes =
    slowMode in words.slowModes
      ? words.slowModes
      : { ...words.slowModes, [slowMode]: words.seconds(room.slowModeSeconds) };
  return (
    <>
      {error !== undefined && <FormProblem>{explain(toProblem(error))}</FormProblem>}
      <SectionPart
        {...(mayChange
          ? {}
          : { lead: isArchived ? text.roomSettings.silence.archived : text.roomSettings.readOnly })}
      >
        <fieldset disabled={!mayChange} className={styles.plain}>
          <Choices
            label={words.visibility}
            value={room.visibility}
            options={{ public: text.rooms.public, private: text.rooms.privateOption }}
            hints={{ public: text.rooms.publicHint, private: text.rooms.privateHint }}
            onChange={(visibility) => void change({ visibility })}
          />
        </fieldset>
      </SectionPart>
      <SectionPart title={words.posting}>
        <fieldset disabled={!mayChange} className={styles.plain}>
          <Switch
            label={words.announceOnly}
            hint={words.announceOnlyHint}
            checked={room.announceOnly}
            onChange={(announceOnly) => void change({ announceOnly })}
          />
          <Select
            label={words.slowMode}
            value={slowMode}
            options={slowModes}
            onChange={(seconds) => void change({ slowModeSeconds: Number(seconds) })}
          />
          <p className={styles.hint}>{words.slowModeHint}</p>
        </fieldset>
      </SectionPart>
      {room.permissions.includes('manage_room') && (
        <SectionPart
          title={words.archive}
          lead={room.archivedAt == null ? words.archiveLead : words.archivedSince(shortDate(room.archivedAt))}
        >
          <div className={styles.buttons}>
            {isArchived ? (
              <Button onClick={() => void change({ archived: false })}>{words.unarchive}</Button>
            ) : (
              <Button onClick={() => setArchiving(true)}>{words.archiveNow}</Button>
            )}
          </div>
        </SectionPart>
      )}
      {archiving && <ArchiveRoom room={room} onClose={() => setArchiving(false)} />}
    </>
  );
}

function ArchiveRoom({ room, onClose }: { room: Room; onClose: () => void }) {
  const [update, { isLoading, error }] = useUpdateRoomMutation();
  return (
    <Confirm
      title={words.archiveTitle(titleOf(room))}
      lead={words.archiveConfirm}
      action={words.archiveNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void update({ room: room.id, change: { archived: true } })
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}
