/* Info, XMP, language, viewer preferences and output intent. */
#include <string.h>

#include "out/icc.h"
#include "out/pdfobj.h"
#include "out/xmp.h"

static const char PRODUCER[] = "zhanban " ZB_VERSION;

static void set_info(zb_pdf *p, const zb_meta *m)
{
  qpdf_oh info = zb_pdf_dict(p), trailer = qpdf_get_trailer(p->q);
  zb_pdf_set_text(p, info, "/Title", m->title);
  zb_pdf_set_text(p, info, "/Author", m->author);
  zb_pdf_set_text(p, info, "/Subject", m->subject);
  zb_pdf_set_text(p, info, "/Creator", m->creator);
  zb_pdf_set_text(p, info, "/Producer", m->producer);
  zb_pdf_set_text(p, info, "/CreationDate", m->pdf_date);
  zb_pdf_set_text(p, info, "/ModDate", m->pdf_date);
  zb_pdf_set(p, trailer, "/Info", info);
  qpdf_oh_release(p->q, trailer);
}

static void set_xmp(zb_pdf *p, const zb_meta *m)
{
  const char *packet = zb_xmp_packet(p->a, m);
  qpdf_oh s = zb_pdf_stream(p, (const unsigned char *)packet, strlen(packet));
  qpdf_oh dict = qpdf_oh_get_dict(p->q, s);
  zb_pdf_set_name(p, dict, "/Type", "Metadata");
  zb_pdf_set_name(p, dict, "/Subtype", "XML");
  qpdf_oh_release(p->q, dict);
  zb_pdf_set(p, p->root, "/Metadata", s);
}

static void set_intent(zb_pdf *p)
{
  size_t n;
  const unsigned char *icc = zb_icc_srgb(p->a, &n);
  qpdf_oh s = zb_pdf_stream(p, icc, n);
  qpdf_oh dict = qpdf_oh_get_dict(p->q, s);
  zb_pdf_set_int(p, dict, "/N", 3);
  qpdf_oh_release(p->q, dict);
  qpdf_oh intent = qpdf_oh_new_dictionary(p->q);
  zb_pdf_set_name(p, intent, "/Type", "OutputIntent");
  zb_pdf_set_name(p, intent, "/S", "GTS_PDFA1");
  zb_pdf_set_text(p, intent, "/OutputConditionIdentifier", "sRGB IEC61966-2.1");
  zb_pdf_set_text(p, intent, "/Info", "sRGB IEC61966-2.1");
  zb_pdf_set(p, intent, "/DestOutputProfile", s);
  qpdf_oh intents = qpdf_oh_new_array(p->q);
  zb_pdf_add(p, intents, intent);
  zb_pdf_set(p, p->root, "/OutputIntents", intents);
}

void zb_catalog_metadata(zb_pdf *p)
{
  const zb_dl *dl = p->l->dl;
  zb_meta m = {.title = dl->title, .author = dl->author, .subject = dl->subject, .lang = dl->lang};
  m.creator = m.producer = PRODUCER;
  zb_meta_dates(p->a, &m, dl->date);
  m.ua = dl->title && *dl->title && dl->lang && *dl->lang && zb_tags_accessible(p->l);
  set_info(p, &m);
  set_xmp(p, &m);
  set_intent(p);
  zb_pdf_set_text(p, p->root, "/Lang", dl->lang);
  if (dl->title && *dl->title)
    zb_pdf_set_parsed(p, p->root, "/ViewerPreferences", "<</DisplayDocTitle true>>");
}
