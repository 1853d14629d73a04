using System.Collections.Frozen;
using System.Text;

namespace Parlor.Server.Messages;

/// <summary>
/// What letters are read as: forms that Unicode has for compatibility (wide, circled, mathematical …), letters of other alphabets that look
/// the same, and letters with accents. The program runs without ICU, so that <c>string.Normalize</c> changes nothing.
/// </summary>
internal static class LookAlikes
{
    /// <summary>The letter, signs that are read as it, and the letter with accents; small ones only.</summary>
    private static readonly (char Letter, string Same, string Accented)[] Letters =
    [
        ('0', "⁰₀⓪", ""),
        ('1', "¹₁", ""),
        ('2', "²₂", ""),
        ('3', "³₃", ""),
        ('4', "⁴₄", ""),
        ('5', "⁵₅", ""),
        ('6', "⁶₆", ""),
        ('7', "⁷₇", ""),
        ('8', "⁸₈", ""),
        ('9', "⁹₉", ""),
        ('a', "ªᴬᵃₐᴀɑаα", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặⱥ"),
        ('b', "ᴮᵇℬʙ", "ḃḅḇƀ"),
        ('c', "ᶜℂℭⅽꟲᴄс", "çćĉċčḉ"),
        ('d', "ᴰᵈⅅⅆⅾᴅԁ", "ďḋḍḏḑḓđ"),
        ('e', "ᴱᵉₑℯℰⅇᴇе", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệɇ"),
        ('f', "ᶠℱꟳꜰ", "ḟ"),
        ('g', "ᴳᵍℊɢɡ", "ĝğġģǧǵḡǥ"),
        ('h', "ʰᴴₕℋℌℍℎʜһ", "ĥȟḣḥḧḩḫẖħ"),
        ('i', "ᴵᵢⁱℐℑℹⅈⅰɪıіι", "ìíîïĩīĭįİǐȉȋḭḯỉị"),
        ('j', "ʲᴶⅉⱼᴊј", "ĵǰ"),
        ('k', "ᴷᵏₖᴋκ", "ķǩḱḳḵ"),
        ('l', "ˡᴸₗℒℓⅼʟ", "ĺļľḷḹḻḽł"),
        ('m', "ᴹᵐₘℳⅿᴍ", "ḿṁṃ"),
        ('n', "ᴺⁿₙℕɴ", "ñńņňǹṅṇṉṋ"),
        ('o', "ºᴼᵒₒℴᴏоο", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø"),
        ('p', "ᴾᵖₚℙᴘрρ", "ṕṗ"),
        ('q', "ℚꟴԛ", ""),
        ('r', "ʳᴿᵣℛℜℝʀ", "ŕŗřȑȓṙṛṝṟɍ"),
        ('s', "ſˢₛꜱѕ", "śŝşšșṡṣṥṧṩẛ"),
        ('t', "ᵀᵗₜᴛ", "ţťțṫṭṯṱẗŧⱦ"),
        ('u', "ᵁᵘᵤᴜ", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
        ('v', "ᵛᵥⅴⱽᴠν", "ṽṿ"),
        ('w', "ʷᵂᴡԝ", "ŵẁẃẅẇẉẘ"),
        ('x', "ˣₓⅹхχ", "ẋẍ"),
        ('y', "ʸʏу", "ýÿŷȳẏẙỳỵỷỹɏ"),
        ('z', "ᶻℤℨᴢ", "źżžẑẓẕƶ"),
    ];

    // Each stands for several letters.
    private static readonly (char Sign, string Read)[] Ligatures =
    [
        ('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl"), ('ﬅ', "st"), ('ﬆ', "st"),
        ('ĳ', "ij"), ('ǉ', "lj"), ('ǌ', "nj"), ('ǆ', "dz"), ('ǳ', "dz"),
    ];

    // Alphabets in their usual order (Unicode code charts): the first sign, the last, how many there are before they begin again, and what the
    // first of them is.
    private static readonly (int First, int Last, int Length, char Letter)[] Alphabets =
    [
        (0x2460, 0x2468, 9, '1'), // circled digits
        (0x24B6, 0x24CF, 26, 'a'), // circled capitals
        (0x24D0, 0x24E9, 26, 'a'), // circled letters
        (0xFF01, 0xFF5E, 94, '!'), // wide forms of ASCII
        (0x1D400, 0x1D6A3, 26, 'a'), // mathematical: bold, italic, script, double-struck, sans-serif, monospace
        (0x1D7CE, 0x1D7FF, 10, '0'), // mathematical digits
        (0x1F130, 0x1F149, 26, 'a'), // squared capitals
        (0x1F150, 0x1F169, 26, 'a'), // capitals in black circles
        (0x1F170, 0x1F189, 26, 'a'), // capitals in black squares
        (0x1F1E6, 0x1F1FF, 26, 'a'), // regional indicators, of which flags are made
    ];

    private static readonly FrozenDictionary<int, string> ReadAs =
        Letters.SelectMany(row => row.Same.Select(sign => (Sign: sign, Read: row.Letter.ToString())))
            .Concat(Ligatures)
            .ToFrozenDictionary(pair => (int)pair.Sign, pair => pair.Read);

    private static readonly FrozenDictionary<int, string> Plain =
        Letters.SelectMany(row => row.Accented.Select(sign => (Sign: sign, Read: row.Letter.ToString())))
            .ToFrozenDictionary(pair => (int)pair.Sign, pair => pair.Read);

    /// <summary>Most of what is typed, so that it takes neither a search nor memory.</summary>
    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(sign => char.ToLowerInvariant((char)sign).ToString())];

    /// <summary>What a sign is read as, in small letters, with its accents; itself where nothing is known of it.</summary>
    public static string Read(Rune sign)
    {
        if (sign.IsAscii)
            return Ascii[sign.Value];
        var letter = OfAlphabet(sign);
        var small = Rune.ToLowerInvariant(Rune.ToUpperInvariant(letter));
        return ReadAs.GetValueOrDefault(small.Value) ?? small.ToString();
    }

    /// <summary>What <see cref="Read"/> gave, without accents.</summary>
    public static string WithoutAccents(string read) => read.Length == 1 ? Plain.GetValueOrDefault(read[0]) ?? read : read;

    /// <summary>Whether a sign is an accent of the letter before it (Unicode, "Combining Diacritical Marks" and their extensions).</summary>
    public static bool IsAccent(Rune sign) =>
        sign.Value is (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F);

    private static Rune OfAlphabet(Rune sign)
    {
        if (sign.Value < Alphabets[0].First)
            return sign;
        foreach (var (first, last, length, letter) in Alphabets)
        {
            if (sign.Value >= first && sign.Value <= last)
                return new Rune(letter + (sign.Value - first) % length);
        }

        return sign;
    }
}
