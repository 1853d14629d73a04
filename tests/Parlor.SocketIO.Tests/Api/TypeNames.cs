using System.Reflection;

namespace Parlor.SocketIO.Tests.Api;

/// <summary>Types as C# writes them, with the question marks of nullable references.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    public static string Of(NullabilityInfo info)
    {
        Type type = info.Type;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        string name = type.IsArray ? Of(info.ElementType!) + "[]"
            : type.IsGenericType ? Simple(type) + $"<{string.Join(", ", info.GenericTypeArguments.Select(Of))}>"
            : Simple(type);
        // Of a type parameter it cannot be told.
        return info.ReadState == NullabilityState.Nullable && !type.IsValueType && !type.IsGenericParameter ? name + "?" : name;
    }

    public static string Of(Type type) =>
        type.IsArray ? Of(type.GetElementType()!) + "[]"
        : type.IsGenericType ? Simple(type) + $"<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
        : Simple(type);

    private static string Simple(Type type) => Keywords.GetValueOrDefault(type) ?? type.Name.Split('`')[0];
}
