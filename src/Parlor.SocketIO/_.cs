namespace Parlor.SocketIO;
