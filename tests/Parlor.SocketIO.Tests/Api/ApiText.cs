using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Parlor.SocketIO.Tests.Api;

/// <summary>What an assembly offers, as text: its types in order, and under each what others may use or override.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach ((string _, string member) in Members(type).OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Text, StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        string kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : (IsStatic(type), type.IsValueType, type.IsAbstract, type.IsSealed) switch
            {
                (true, _, _, _) => "static class",
                (_, true, _, _) => "struct",
                (_, _, true, _) => "abstract class",
                (_, _, _, true) => "sealed class",
                _ => "class",
            };
        string list = type.IsValueType ? "" : string.Join(", ", Bases(type).Select(TypeNames.Of));
        return $"{kind} {type.Namespace}.{TypeNames.Of(type)}{(list.Length == 0 ? "" : " : " + list)}";
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object))
            yield return parent;
        Type[] known = type.BaseType?.GetInterfaces() ?? [];
        foreach (Type each in type.GetInterfaces().OrderBy(each => each.Name, StringComparer.Ordinal))
        {
            if (each.IsPublic && !known.Contains(each) && !IsEquatable(each))
                yield return each;
        }
    }

    private static IEnumerable<(string Name, string Text)> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => ("", $"{value} = {Enum.GetName(type, value)}"));
        return
        [
            .. type.GetConstructors(Declared).Where(IsOffered).Select(made => ("", $"{Access(made)}new({Parameters(made)})")),
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => (field.Name, OfField(field))),
            .. type.GetProperties(Declared).Where(IsOffered).Select(property => (property.Name, OfProperty(property))),
            .. type.GetMethods(Declared).Where(method => IsOffered(method) && !method.IsSpecialName).Select(method => (method.Name, OfMethod(method))),
        ];
    }

    private static string OfField(FieldInfo field) =>
        field.IsLiteral
            ? $"const {TypeNames.Of(field.FieldType)} {field.Name} = \"{field.GetRawConstantValue()}\""
            : $"{(field.IsStatic ? "static " : "")}{TypeNames.Of(Nullability.Create(field))} {field.Name}";

    private static string OfProperty(PropertyInfo property)
    {
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string set = property.SetMethod is { } setter && IsOffered(setter) ? isInit ? "init; " : "set; " : "";
        return $"{Access(property.GetMethod!)}{TypeNames.Of(Nullability.Create(property))} {property.Name} {{ get; {set}}}";
    }

    private static string OfMethod(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>" : "";
        string result = TypeNames.Of(Nullability.Create(method.ReturnParameter));
        return $"{Access(method)}{result} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method)
    {
        IEnumerable<string> parameters = method.GetParameters().Select(parameter =>
        {
            string list = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
            string preset = parameter.HasDefaultValue ? " = " + JsonSerializer.Serialize(parameter.RawDefaultValue) : "";
            return $"{list}{TypeNames.Of(Nullability.Create(parameter))} {parameter.Name}{preset}";
        });
        return (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", parameters);
    }

    // Everything is public unless it says otherwise.
    private static string Access(MethodBase method)
    {
        string access = method.IsPublic ? "" : "protected ";
        if (method.IsStatic)
            return IsStatic(method.DeclaringType!) ? access : access + "static ";
        if (method.DeclaringType!.IsInterface || !method.IsVirtual || method.IsFinal)
            return access;
        bool isOverride = method is MethodInfo { } info && info.GetBaseDefinition() != info;
        return access + (isOverride ? "override " : method.IsAbstract ? "abstract " : "virtual ");
    }

    private static bool IsStatic(Type type) => type is { IsAbstract: true, IsSealed: true };

    private static bool IsOffered(PropertyInfo property) => property.GetMethod is { } getter && IsVisible(getter);

    // What the compiler adds to records is no news.
    private static bool IsOffered(MethodBase method) =>
        IsVisible(method) && (method.IsSpecialName || !method.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsEquatable(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEquatable<>);
}
