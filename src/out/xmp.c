/* XMP: a fixed frame with escaped values. */
#include "out/xmp.h"

#include <glib.h>
#include <string.h>

void zb_meta_dates(zb_arena *a, zb_meta *m, const char *date)
{
  m->xmp_date = m->pdf_date = NULL;
  int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0;
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  if (date && strlen(date) == 10) {
    y = (int)g_ascii_strtoll(date, NULL, 10);
    mo = (int)g_ascii_strtoll(date + 5, NULL, 10);
    d = (int)g_ascii_strtoll(date + 8, NULL, 10);
  } else if (epoch && *epoch) {
    gchar *end;
    gint64 seconds = g_ascii_strtoll(epoch, &end, 10);
    GDateTime *t = *end == '\0' ? g_date_time_new_from_unix_utc(seconds) : NULL;
    if (!t)
      return;
    g_date_time_get_ymd(t, &y, &mo, &d);
    h = g_date_time_get_hour(t);
    mi = g_date_time_get_minute(t);
    s = g_date_time_get_second(t);
    g_date_time_unref(t);
  }
  if (y < 1 || y > 9999 || mo < 1 || mo > 12 || d < 1 || d > 31)
    return;
  m->xmp_date = zb_arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", y, mo, d, h, mi, s);
  m->pdf_date = zb_arena_printf(a, "D:%04d%02d%02d%02d%02d%02dZ", y, mo, d, h, mi, s);
}

/* Appends before, the escaped value and after; nothing without a value. */
static void field(GString *x, const char *before, const char *value, const char *after)
{
  if (!value || !*value)
    return;
  char *safe = g_markup_escape_text(value, -1);
  g_string_append_printf(x, "%s%s%s\n", before, safe, after);
  g_free(safe);
}

static const char ua_schema[] =
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

char *zb_xmp_packet(zb_arena *a, const zb_meta *m)
{
  GString *x = g_string_new("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
  g_string_append(x, "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
                     "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n</rdf:Description>\n");
  if (m->ua)
    g_string_append_printf(x,
                           "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                           "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n%s",
                           ua_schema);
  g_string_append(x, "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                     " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
                     "<dc:format>application/pdf</dc:format>\n");
  field(x, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", m->title, "</rdf:li></rdf:Alt></dc:title>");
  field(x, "<dc:creator><rdf:Seq><rdf:li>", m->author, "</rdf:li></rdf:Seq></dc:creator>");
  field(x, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", m->subject,
        "</rdf:li></rdf:Alt></dc:description>");
  field(x, "<dc:language><rdf:Bag><rdf:li>", m->lang, "</rdf:li></rdf:Bag></dc:language>");
  field(x, "<pdf:Producer>", m->producer, "</pdf:Producer>");
  field(x, "<xmp:CreatorTool>", m->creator, "</xmp:CreatorTool>");
  field(x, "<xmp:CreateDate>", m->xmp_date, "</xmp:CreateDate>");
  field(x, "<xmp:ModifyDate>", m->xmp_date, "</xmp:ModifyDate>");
  g_string_append(x, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
  char *out = zb_arena_strndup(a, x->str, x->len);
  g_string_free(x, TRUE);
  return out;
}
