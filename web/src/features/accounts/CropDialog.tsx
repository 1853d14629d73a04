import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogActions } from '@/components/Dialog';
import { FormProblem } from '@/components/Field';
import { text } from '@/lib/text';
import { centred, mostZoom, moved, square, zoomed, type Crop } from './crop';
import { cut } from './pictures';
import styles from './Picture.module.css';

interface CropDialogProps {
  picture: HTMLImageElement;
  busy: boolean;
  problem?: string;
  onCut: (file: Blob) => void;
  onClose: () => void;
}

const words = text.settings.profile;
const keyStep = 0.05;

/** Chooses the square of a picture that is shown, with mouse, fingers or keys. */
export function CropDialog({ picture, busy, problem, onCut, onClose }: CropDialogProps) {
  const [crop, setCrop] = useState<Crop>(() => centred(picture.naturalWidth, picture.naturalHeight));
  const [failed, setFailed] = useState(false);
  const use = () =>
    void cut(picture, crop).then((file) => {
      if (file === null) setFailed(true);
      else onCut(file);
    });
  const wrong = failed ? words.notAPicture : problem;
  return (
    <Dialog title={words.crop} lead={words.cropLead} onClose={onClose}>
      {wrong !== undefined && <FormProblem>{wrong}</FormProblem>}
      <Window picture={picture} crop={crop} onChange={setCrop} />
      <label className={styles.zoom}>
        {words.zoom}
        <input
          type="range"
          min={1}
          max={mostZoom}
          step={0.01}
          value={crop.zoom}
          onChange={(event) => setCrop(zoomed(crop, Number(event.target.value)))}
        />
      </label>
      <DialogActions>
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button look="primary" busy={busy} onClick={use}>
          {words.use}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface WindowProps {
  picture: HTMLImageElement;
  crop: Crop;
  onChange: (crop: Crop) => void;
}

function Window({ picture, crop, onChange }: WindowProps) {
  /** The fingers on the window, and where each was last. */
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const { left, top, side } = square(crop);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    const { width } = event.currentTarget.getBoundingClientRect();
    pointers.current.set(event.pointerId, now);
    if (other === undefined) onChange(moved(crop, (now.x - before.x) / width, (now.y - before.y) / width));
    else onChange(zoomed(crop, (crop.zoom * distance(now, other)) / Math.max(distance(before, other), 1)));
  };
  const onPointerUp = (event: PointerEvent) => pointers.current.delete(event.pointerId);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keys[event.key]?.(crop);
    if (next === undefined) return;
    event.preventDefault();
    onChange(next);
  };

  return (
    <div
      className={styles.window}
      role="group"
      aria-roledescription={words.cropArea}
      aria-label={words.cropLead}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onWheel={(event) => onChange(zoomed(crop, crop.zoom * Math.exp(-event.deltaY / 400)))}
      onKeyDown={onKeyDown}
    >
      <img
        src={picture.src}
        alt=""
        draggable={false}
        style={{
          width: `${(crop.width / side) * 100}%`,
          left: `${(-left / side) * 100}%`,
          top: `${(-top / side) * 100}%`,
        }}
      />
    </div>
  );
}

const keys: Record<string, (crop: Crop) => Crop> = {
  ArrowLeft: (crop) => moved(crop, -keyStep, 0),
  ArrowRight: (crop) => moved(crop, keyStep, 0),
  ArrowUp: (crop) => moved(crop, 0, -keyStep),
  ArrowDown: (crop) => moved(crop, 0, keyStep),
  '+': (crop) => zoomed(crop, crop.zoom * 1.1),
  '=': (crop) => zoomed(crop, crop.zoom * 1.1),
  '-': (crop) => zoomed(crop, crop.zoom / 1.1),
};

const distance = (one: { x: number; y: number }, other: { x: number; y: number }) =>
  Math.hypot(one.x - other.x, one.y - other.y);
