import { useEffect, useState } from 'react';
import { CropDialog } from '@/features/accounts/CropDialog';
import { readPicture } from '@/features/accounts/pictures';
import type { CropProps } from '@/features/rooms/settings/RoomPicture';
import { notify } from '@/lib/notices';
import { text } from '@/lib/text';
import { useLatest } from '@/lib/useLatest';

/** The square of a chosen file that becomes the room's picture. */
export function RoomCrop({ file, ...dialog }: CropProps) {
  const [picture, setPicture] = useState<HTMLImageElement | null>(null);
  const close = useLatest(dialog.onClose);
  useEffect(() => {
    let read: HTMLImageElement | null = null;
    let gone = false;
    void readPicture(file).then((image) => {
      if (gone) {
        release(image);
        return;
      }
      read = image;
      setPicture(image);
      if (image !== null) return;
      notify(text.settings.profile.notAPicture);
      close.current();
    });
    return () => {
      gone = true;
      release(read);
    };
  }, [file, close]);
  return picture === null ? null : <CropDialog picture={picture} {...dialog} />;
}

function release(picture: HTMLImageElement | null): void {
  if (picture !== null) URL.revokeObjectURL(picture.src);
}
