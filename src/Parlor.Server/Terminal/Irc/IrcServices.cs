using Parlor.Server.Accounts;
using Parlor.Server.Accounts.TwoFactor;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>What lets people in: part of <see cref="IrcServices"/>.</summary>
internal sealed record IrcDoor(
    LogIn LogIn, SignUp SignUp, SecondStep SecondStep, Entrance Entrance, GuestEntrance Guests, Sessions Sessions, ChangeProfile ChangeProfile, TextEntrance Text);

/// <summary>What people do with rooms: part of <see cref="IrcServices"/>.</summary>
internal sealed record IrcRoomUses(
    RoomAccess Access,
    RoomStore Store,
    RoomDirectory Directory,
    MembershipStore Members,
    JoinRoom Join,
    CreateRoom Create,
    ChangeRoom Change,
    ManageMembers Manage,
    BanFromRoom Ban,
    MarkRead MarkRead,
    ListRestrictions Restrictions,
    ChannelStore Channels,
    ChannelMasks Masks,
    ChangeChannel ChangeChannel,
    OpenDirect OpenDirect);

/// <summary>What people do with messages: part of <see cref="IrcServices"/>.</summary>
internal sealed record IrcMessageUses(
    SendMessage Send, EditMessage Edit, DeleteMessage Delete, ReactToMessage React, MessageStore Store, HistoryLog Log);

/// <summary>What a session of IRC is made of; shared by all of them.</summary>
internal sealed record IrcServices(
    Settings Settings,
    LiveSettings LiveSettings,
    IrcDoor Door,
    IrcRoomUses Rooms,
    IrcMessageUses Messages,
    People Accounts,
    IGuestSight GuestSight,
    IrcPeople People,
    UserModes Modes,
    AcceptedPeople Accepted,
    IgnoredPeople Ignored,
    SelfMessages ToSelf,
    IrcCounts Counts,
    IrcMetadata Metadata,
    IrcReadMarks ReadMarks,
    IrcRooms Known,
    IrcEvents Events,
    PassingNotes Notes,
    IrcMonitor Monitor,
    IrcInvites Invites,
    TextRooms TextRooms,
    LiveFeed Feed,
    LiveConnections Connections,
    IrcCommands Commands,
    TimeProvider Clock,
    ILogger<IrcSession> Logger);
