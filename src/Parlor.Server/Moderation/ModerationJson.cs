using System.Text.Json.Serialization;

namespace Parlor.Server.Moderation;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(AuditRequest))]
[JsonSerializable(typeof(AuditAcknowledgement))]
[JsonSerializable(typeof(AccountBanPage))]
[JsonSerializable(typeof(AccountBanAnswer))]
[JsonSerializable(typeof(AddressBanAnswer))]
[JsonSerializable(typeof(AddressBansAnswer))]
[JsonSerializable(typeof(BanAddressRequest))]
[JsonSerializable(typeof(PageRequest))]
[JsonSerializable(typeof(AccountBanRequest))]
[JsonSerializable(typeof(AddressBanRequest))]
[JsonSerializable(typeof(AccountBanAcknowledgement))]
[JsonSerializable(typeof(AccountBansAcknowledgement))]
[JsonSerializable(typeof(AddressBanAcknowledgement))]
[JsonSerializable(typeof(AddressBansAcknowledgement))]
[JsonSerializable(typeof(ReportRequest))]
[JsonSerializable(typeof(OwnReportAnswer))]
[JsonSerializable(typeof(OwnReportsAnswer))]
[JsonSerializable(typeof(ReportPage))]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(ReportMessageRequest))]
[JsonSerializable(typeof(ReportsRequest))]
[JsonSerializable(typeof(DecideReportRequest))]
[JsonSerializable(typeof(OwnReportAcknowledgement))]
[JsonSerializable(typeof(OwnReportsAcknowledgement))]
[JsonSerializable(typeof(ReportsAcknowledgement))]
[JsonSerializable(typeof(ReportsChangedBody))]
[JsonSerializable(typeof(ReportDecidedBody))]
internal sealed partial class ModerationJson : JsonSerializerContext
{
    public static ModerationJson Wire { get; } = new(WireJson.Options());
}
