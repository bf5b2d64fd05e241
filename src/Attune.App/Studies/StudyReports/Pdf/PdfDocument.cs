using System.Globalization;
using System.Net;
using System.Text;

namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>Pages, what their parts are, and bookmarks; tagged, with title and language, its typeface inside.</summary>
internal sealed class PdfDocument(string title, string language)
{
    public List<PdfPage> Pages { get; } = [];

    public PdfElement Root { get; } = new("Document");

    public List<(string Title, PdfPage Page, double Y)> Bookmarks { get; } = [];

    public byte[] Bytes()
    {
        var objects = new PdfObjects();
        var fonts = new[] { PdfTypeface.Regular, PdfTypeface.Bold }.Select(face => string.Create(CultureInfo.InvariantCulture, $"/{face.Name} {face.AddTo(objects)} 0 R")).ToList();
        var tree = objects.Reserve();
        var ids = Pages.ToDictionary(page => page, _ => objects.Reserve());
        foreach (var (number, page) in Pages.Index())
        {
            var content = objects.AddStream("", Encoding.ASCII.GetBytes(page.Content));
            objects.Set(ids[page], Invariant($"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PdfPage.Width} {PdfPage.Height}] /Resources << /Font << {string.Join(' ', fonts)} >> >> /Contents {content} 0 R /StructParents {number} /Tabs /S >>"));
        }

        objects.Set(tree, Invariant($"<< /Type /Pages /Kids [{string.Join(' ', ids.Values.Select(Reference))}] /Count {ids.Count} >>"));
        var meta = objects.AddStream("/Type /Metadata /Subtype /XML", Encoding.UTF8.GetBytes(About()));
        var root = objects.Add(Invariant($"<< /Type /Catalog /Pages {tree} 0 R /Lang ({language}) /MarkInfo << /Marked true >> /StructTreeRoot {Structure(objects, ids)} 0 R /Outlines {Outlines(objects, ids)} 0 R /PageMode /UseOutlines /ViewerPreferences << /DisplayDocTitle true >> /Metadata {meta} 0 R >>"));
        return objects.File(root, objects.Add(Invariant($"<< /Title {PdfObjects.Text(title)} /Creator (Attune) >>")));
    }

    private int Structure(PdfObjects objects, Dictionary<PdfPage, int> ids)
    {
        var top = objects.Reserve();
        var owners = Pages.ToDictionary(page => page, page => new int[page.Marks]);
        int Element(PdfElement element, int parent)
        {
            var id = objects.Reserve();
            List<string> kids = [];
            foreach (var kid in element.Kids)
            {
                if (kid is PdfMark mark)
                {
                    owners[mark.Page][mark.Number] = id;
                    kids.Add(Invariant($"<< /Type /MCR /Pg {ids[mark.Page]} 0 R /MCID {mark.Number} >>"));
                }
                else
                {
                    kids.Add(Reference(Element((PdfElement)kid, id)));
                }
            }

            objects.Set(id, Invariant($"<< /Type /StructElem /S /{element.Kind} /P {parent} 0 R {element.Entries} /K [{string.Join(' ', kids)}] >>"));
            return id;
        }

        var document = Element(Root, top);
        var parents = objects.Add(Invariant($"<< /Nums [{string.Join(' ', Pages.Select((page, number) => Invariant($"{number} [{string.Join(' ', owners[page].Select(Reference))}]")))}] >>"));
        objects.Set(top, Invariant($"<< /Type /StructTreeRoot /K [{document} 0 R] /ParentTree {parents} 0 R /ParentTreeNextKey {Pages.Count} >>"));
        return top;
    }

    private int Outlines(PdfObjects objects, Dictionary<PdfPage, int> ids)
    {
        var top = objects.Reserve();
        int[] marks = [.. Bookmarks.Select(_ => objects.Reserve())];
        foreach (var (i, (name, page, y)) in Bookmarks.Index())
            objects.Set(marks[i], Invariant($"<< /Title {PdfObjects.Text(name)} /Parent {top} 0 R /Dest [{ids[page]} 0 R /XYZ null {PdfPage.Height - y:0.##} null]{(i > 0 ? $" /Prev {marks[i - 1]} 0 R" : "")}{(i + 1 < marks.Length ? $" /Next {marks[i + 1]} 0 R" : "")} >>"));
        objects.Set(top, marks.Length == 0 ? "<< /Type /Outlines /Count 0 >>" : Invariant($"<< /Type /Outlines /First {marks[0]} 0 R /Last {marks[^1]} 0 R /Count {marks.Length} >>"));
        return top;
    }

    // The title again in the form that machines look for it.
    private string About() =>
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        + $"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{WebUtility.HtmlEncode(title)}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";

    private static string Reference(int id) => id.ToString(CultureInfo.InvariantCulture) + " 0 R";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
