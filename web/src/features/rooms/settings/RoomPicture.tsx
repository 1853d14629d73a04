import { useRef, useState, type ComponentType } from 'react';
import { Button } from '@/components/Button';
import { FormProblem } from '@/components/Field';
import type { Room } from '@/lib/model';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { RoomAvatar } from '../RoomAvatar';
import { usePutRoomPictureMutation, useRemoveRoomPictureMutation } from './settingsApi';
import styles from './RoomSettings.module.css';

const words = text.roomSettings.about;
const kinds = 'image/png,image/jpeg,image/webp,image/gif,image/avif';

/** What chooses the square of a picture; the application provides it. */
export interface CropProps {
  file: File;
  busy: boolean;
  problem?: string;
  onCut: (file: Blob) => void;
  onClose: () => void;
}

/** The room's picture: another one, or none. */
export function RoomPicture({ room, Crop }: { room: Room; Crop: ComponentType<CropProps> }) {
  const input = useRef<HTMLInputElement>(null);
  const [put, putting] = usePutRoomPictureMutation();
  const [remove, removing] = useRemoveRoomPictureMutation();
  const [file, setFile] = useState<File | null>(null);
  return (
    <>
      {removing.error !== undefined && <FormProblem>{explain(toProblem(removing.error))}</FormProblem>}
      <div className={styles.picture}>
        <RoomAvatar room={room} size="l" />
        <div className={styles.buttons}>
          <Button small busy={putting.isLoading} onClick={() => input.current?.click()}>
            {room.avatarUrl == null ? words.upload : words.change}
          </Button>
          {room.avatarUrl != null && (
            <Button small look="quiet" busy={removing.isLoading} onClick={() => void remove(room.id)}>
              {words.removePicture}
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          accept={kinds}
          hidden
          aria-label={words.upload}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) setFile(file);
            // The same file can be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      {file !== null && (
        <Crop
          file={file}
          busy={putting.isLoading}
          problem={putting.error === undefined ? undefined : explain(toProblem(putting.error))}
          onCut={(cut) =>
            void put({ room: room.id, file: cut })
              .unwrap()
              .then(
                () => setFile(null),
                () => undefined,
              )
          }
          onClose={() => setFile(null)}
        />
      )}
    </>
  );
}
