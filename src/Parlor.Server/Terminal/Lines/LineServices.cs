using Parlor.Server.Accounts;
using Parlor.Server.Accounts.TwoFactor;
using Parlor.Server.Messages;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Lines;

/// <summary>What lets people in: part of <see cref="LineServices"/>.</summary>
internal sealed record LineDoor(
    LogIn LogIn, SecondStep SecondStep, Entrance Entrance, SignUp SignUp, GuestEntrance Guests, Sessions Sessions, TextEntrance Text);

/// <summary>What a session of line chat is made of; shared by all of them.</summary>
internal sealed record LineServices(
    Settings Settings,
    LiveSettings LiveSettings,
    LineDoor Door,
    LineCommandTable Commands,
    TextRooms TextRooms,
    RoomLabels Labels,
    LiveFeed Feed,
    RoomAccess Access,
    RoomStore Rooms,
    JoinRoom JoinRoom,
    MessageStore Messages,
    SendMessage SendMessage,
    MarkRead MarkRead,
    Blocks Blocks,
    People People,
    ILogger<LineSession> Logger);
