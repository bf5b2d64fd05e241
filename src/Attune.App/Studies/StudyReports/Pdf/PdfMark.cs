namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>A stretch of a page's content that belongs to an element.</summary>
internal readonly record struct PdfMark(PdfPage Page, int Number);
