import { useState, type ComponentType, type SyntheticEvent } from 'react';
import { Button } from '@/components/Button';
import { Field, FormProblem, TextArea } from '@/components/Field';
import { SectionPart } from '@/components/SectionsPage';
import type { Room, RoomChange } from '@/lib/model';
import { notify } from '@/lib/notices';
import { may } from '@/lib/permissions';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { isHandle } from '../RoomForm';
import { RoomPicture, type CropProps } from './RoomPicture';
import { useUpdateRoomMutation } from './settingsApi';
import styles from './RoomSettings.module.css';

const words = text.roomSettings.about;
const fields = ['title', 'name', 'topic', 'description'] as const;
type Texts = Pick<Room, (typeof fields)[number]>;
const textsOf = ({ title, name, topic, description }: Room): Texts => ({ title, name, topic, description });

/** What is said of the room; its address is a matter of who finds it, and takes another permission. */
export function AboutSettings({ room, Crop }: { room: Room; Crop: ComponentType<CropProps> }) {
  const [texts, setTexts] = useState(() => textsOf(room));
  const [checked, setChecked] = useState(false);
  const [update, { isLoading, error }] = useUpdateRoomMutation();
  const problem = error === undefined ? null : toProblem(error);
  const mayEdit = may(room, 'edit_room');
  const mayRename = may(room, 'manage_room') && room.kind === 'room';
  const change = Object.fromEntries(
    fields
      .filter((field) => texts[field].trim() !== room[field])
      .map((field) => [field, texts[field].trim()]),
  ) as RoomChange;
  const isChanged = Object.keys(change).length > 0;
  const problemAt = (field: (typeof fields)[number]) => {
    if (field === 'name' && checked && mayRename && !isHandle(texts.name)) return text.rooms.handleWrong;
    if (problem?.field !== field) return undefined;
    return problem.code === 'conflict' ? text.rooms.handleTaken : explain(problem);
  };
  const fieldOf = (field: (typeof fields)[number]) => ({
    value: texts[field],
    problem: problemAt(field),
    onChange: ({ target }: { target: { value: string } }) => setTexts({ ...texts, [field]: target.value }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (mayRename && !isHandle(texts.name)) return;
    void update({ room: room.id, change })
      .unwrap()
      .then(
        (changed) => {
          setTexts(textsOf(changed));
          notify(text.roomSettings.saved);
        },
        () => undefined,
      );
  };

  return (
    <>
      {mayEdit && (
        <SectionPart title={words.picture} lead={words.pictureLead}>
          <RoomPicture room={room} Crop={Crop} />
        </SectionPart>
      )}
      <SectionPart title={words.details} {...(mayEdit ? {} : { lead: text.roomSettings.readOnly })}>
        <form className={styles.form} onSubmit={submit} noValidate>
          {problem !== null && !fields.some((field) => field === problem.field) && (
            <FormProblem>{explain(problem)}</FormProblem>
          )}
          <Field
            {...fieldOf('title')}
            label={words.title}
            hint={words.titleHint}
            maxLength={100}
            readOnly={!mayEdit}
          />
          {room.kind === 'room' && (
            <Field
              {...fieldOf('name')}
              label={text.rooms.handle}
              hint={text.rooms.handleHint}
              leading={<span aria-hidden="true">#</span>}
              maxLength={64}
              autoCapitalize="none"
              spellCheck={false}
              readOnly={!mayRename}
            />
          )}
          <Field
            {...fieldOf('topic')}
            label={text.rooms.topic}
            hint={text.rooms.topicHint}
            maxLength={500}
            readOnly={!mayEdit}
          />
          <TextArea
            {...fieldOf('description')}
            label={words.description}
            hint={words.descriptionHint}
            maxLength={2000}
            rows={6}
            readOnly={!mayEdit}
          />
          {mayEdit && (
            <div className={styles.buttons}>
              <Button type="submit" look="primary" busy={isLoading} disabled={!isChanged}>
                {text.save}
              </Button>
            </div>
          )}
        </form>
      </SectionPart>
    </>
  );
}
