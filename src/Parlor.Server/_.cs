namespace Parlor.Server;
