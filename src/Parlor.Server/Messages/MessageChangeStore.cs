using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

/// <summary>The SQL of changing messages. What a message said before is nowhere kept.</summary>
internal static class MessageChangeStore
{
    public static void Edit(WriteTransaction transaction, MessageEdited edited)
    {
        var message = edited.Message;
        RoomLog.Append(transaction, edited);
        transaction.Execute(
            "UPDATE messages SET text = $3, edited_at = $4 WHERE room_id = $1 AND seq = $2",
            edited.RoomId, message.Seq, message.Text, edited.At.Milliseconds);
        Mentions.Forget(transaction, edited.RoomId, message.Seq);
        Mentions.Store(transaction, edited.RoomId, message.Seq, edited.ActorId, message.Text);
    }

    public static void Delete(WriteTransaction transaction, MessageDeleted deleted)
    {
        RoomLog.Append(transaction, deleted);
        transaction.Execute(
            "UPDATE messages SET text = '', deleted_at = $3, deleted_by = $4 WHERE room_id = $1 AND seq = $2",
            deleted.RoomId, deleted.Message.Seq, deleted.At.Milliseconds, deleted.ActorId);
        Mentions.Forget(transaction, deleted.RoomId, deleted.Message.Seq);
        ReactionStore.Forget(transaction, deleted.RoomId, deleted.Message.Seq);
    }
}
