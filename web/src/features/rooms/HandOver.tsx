import { Confirm } from '@/components/Confirm';
import type { Member, Room } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useHandOverMutation } from './settings/settingsApi';

interface HandOverProps {
  room: Room;
  member: Member;
  onClose: () => void;
}

export function HandOver({ room, member, onClose }: HandOverProps) {
  const words = text.roomSettings.people;
  const [handOver, { isLoading, error }] = useHandOverMutation();
  return (
    <Confirm
      title={words.handOverTitle(nameOf(member.user))}
      lead={words.handOverLead}
      action={words.handOverNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void handOver({ room: room.id, user: member.user.id })
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}
