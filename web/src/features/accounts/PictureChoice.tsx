import { useEffect, useRef, useState } from 'react';
import { Avatar } from '@/components/Avatar';
import { Button } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import type { Account } from '@/lib/model';
import { notify } from '@/lib/notices';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { usePutPictureMutation, useRemovePictureMutation } from './accountsApi';
import { CropDialog } from './CropDialog';
import { readPicture } from './pictures';
import styles from './Picture.module.css';

const words = text.settings.profile;
const kinds = 'image/png,image/jpeg,image/webp,image/gif,image/avif';

/** One's own picture: another one, or the one that is drawn. */
export function PictureChoice({ user }: { user: Account }) {
  const input = useRef<HTMLInputElement>(null);
  const [picture, setPicture] = useState<HTMLImageElement | null>(null);
  const [removing, setRemoving] = useState(false);
  const [put, { isLoading, error, reset }] = usePutPictureMutation();
  useEffect(() => () => release(picture), [picture]);

  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    reset();
    const read = await readPicture(file);
    if (read === null) notify(words.notAPicture);
    else setPicture(read);
  };
  return (
    <div className={styles.picture}>
      <Avatar person={user} size="xl" />
      <div>
        <div className={styles.choices}>
          <Button small onClick={() => input.current?.click()}>
            {user.avatarUrl === null ? words.upload : words.change}
          </Button>
          {user.avatarUrl !== null && (
            <Button small look="quiet" onClick={() => setRemoving(true)}>
              {words.remove}
            </Button>
          )}
        </div>
        <p className={styles.hint}>{words.hint}</p>
      </div>
      <input
        ref={input}
        type="file"
        accept={kinds}
        hidden
        aria-label={words.upload}
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          // The same file can be chosen again.
          event.target.value = '';
        }}
      />
      {picture !== null && (
        <CropDialog
          picture={picture}
          busy={isLoading}
          problem={error === undefined ? undefined : explain(toProblem(error))}
          onCut={(file) =>
            void put(file)
              .unwrap()
              .then(
                () => setPicture(null),
                () => undefined,
              )
          }
          onClose={() => setPicture(null)}
        />
      )}
      {removing && <RemovePicture onClose={() => setRemoving(false)} />}
    </div>
  );
}

function RemovePicture({ onClose }: { onClose: () => void }) {
  const [remove, { isLoading, error }] = useRemovePictureMutation();
  return (
    <Confirm
      title={words.removeTitle}
      lead={words.removeLead}
      action={words.removeNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void remove()
          .unwrap()
          .then(
            () => {
              notify(words.removed);
              onClose();
            },
            () => undefined,
          )
      }
      onClose={onClose}
    />
  );
}

function release(picture: HTMLImageElement | null): void {
  if (picture !== null) URL.revokeObjectURL(picture.src);
}
