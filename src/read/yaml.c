/* YAML into nodes: libyaml's events, an explicit stack, our own diagnostics. */
#include "read/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/io.h"
#include "base/utf8.h"
#include "read/scalar.h"
#include "read/source.h"
#include "read/yaml_check.h"
#include "read/yaml_trap.h"

const zb_yaml_limits zb_yaml_limits_default = {.bytes = 16u << 20, .depth = 64, .nodes = 200000};

/* Readings of one file: each reports one trap. The bytes read again are bounded, so that a large file costs little. */
enum { ATTEMPTS = 24, REREAD_BYTES = 48 << 20 };

/* A map or list that is being read. */
typedef struct frame {
  zb_node *node;
  ZB_VEC(zb_pair) pairs;
  ZB_VEC(zb_node *) items;
  const zb_node *key; /* waits for its value */
  bool bad_key;       /* it was a map or list: drop the value */
} frame;

typedef struct loader {
  zb_arena *a;
  zb_diags *d;
  zb_yaml_text *text;
  const zb_yaml_limits *lim;
  yaml_parser_t parser;
  frame *frames; /* lim->depth of them */
  int depth;
  size_t nodes;
  zb_node *root;
  int documents;
  const char *at; /* where character `index` of the text stands; ascending */
  size_t index;
  zb_yaml_fault fault;
  zb_yaml_check check;
  bool stopped; /* a limit was passed */
} loader;

typedef enum verdict { READ, FAULT, STOPPED } verdict;

/* --- places ----------------------------------------------------------------------------------------------------- */

static zb_src place_of(const void *data, int line, int col)
{
  return zb_yaml_place(data, line, col);
}

static zb_src mark_place(const loader *l, const yaml_mark_t *m)
{
  return zb_yaml_place(l->text, (int)m->line, (int)m->column);
}

static const char *text_end(const loader *l)
{
  return l->text->buf->str + l->text->buf->len;
}

/* The text at a mark; marks come in ascending order. */
static const char *seek(loader *l, const yaml_mark_t *m)
{
  const char *end = text_end(l);
  while (l->index < m->index && l->at < end) {
    zb_utf8_next(&l->at);
    l->index++;
  }
  return l->at;
}

/* --- findings --------------------------------------------------------------------------------------------------- */

static void find(loader *l, zb_diag_code code, zb_src src, int ncols, const char *arg1, const char *arg2)
{
  zb_yaml_find(&l->check, code, src, ncols, arg1, arg2);
}

static bool in_flow(const loader *l)
{
  return l->depth > 0 && l->frames[l->depth - 1].node->flow;
}

static char *quoted_at(const loader *l, const yaml_mark_t *m)
{
  return zb_yaml_quoted_line(l->text, (int)m->line, (int)m->column, in_flow(l));
}

static char *shown(const loader *l, const char *from, const char *to)
{
  return zb_source_shown(l->a, from, (size_t)(to - from));
}

static char *place_text(const loader *l, zb_src src)
{
  return zb_arena_printf(l->a, "%s:%d:%d", src.file, src.line, src.col);
}

/* --- building the tree ------------------------------------------------------------------------------------------ */

static bool limit(loader *l, zb_diag_code code, const yaml_mark_t *m, unsigned long n)
{
  zb_diag(l->d, code, mark_place(l, m), zb_arena_printf(l->a, "%lu", n), NULL);
  l->stopped = true;
  return false;
}

static zb_node *new_node(loader *l, zb_node_kind kind, const yaml_event_t *e)
{
  if (++l->nodes > l->lim->nodes) {
    limit(l, ZB_D_YAML_NODES, &e->start_mark, l->lim->nodes);
    return NULL;
  }
  zb_node *node = zb_new(l->a, zb_node);
  node->kind = kind;
  node->src = mark_place(l, &e->start_mark);
  node->ncols = 1;
  return node;
}

static zb_node *empty_key(loader *l, const yaml_event_t *e)
{
  return zb_node_text(l->a, "", 0, mark_place(l, &e->start_mark));
}

/* Hangs a node into the innermost open map or list. */
static void add(loader *l, zb_node *node, const yaml_event_t *e)
{
  if (l->depth == 0) {
    l->root = node;
    return;
  }
  frame *f = &l->frames[l->depth - 1];
  if (f->node->kind == ZB_NODE_LIST) {
    zb_yaml_check_commas(&l->check, f->node, node);
    zb_push(l->a, &f->items, node);
  } else if (!f->key) {
    f->bad_key = node->kind != ZB_NODE_SCALAR;
    f->key = f->bad_key ? empty_key(l, e) : node;
    if (f->bad_key)
      find(l, ZB_D_YAML_KEY_KIND, node->src, 1, quoted_at(l, &e->start_mark), NULL);
    else
      zb_yaml_check_key(&l->check, node, (int)e->start_mark.line, (int)e->start_mark.column, in_flow(l));
    if (f->pairs.n == 0 && !f->node->flow) {
      f->node->src = f->key->src;
      f->node->ncols = f->key->ncols;
    }
  } else {
    zb_yaml_check_colon(&l->check, f->node, f->key, node);
    zb_yaml_check_commas(&l->check, f->node, node);
    if (!f->bad_key)
      zb_push(l->a, &f->pairs, (zb_pair){.key = f->key, .value = node});
    f->key = NULL;
  }
}

static bool open_node(loader *l, zb_node_kind kind, bool flow, const yaml_event_t *e)
{
  if (l->depth >= l->lim->depth)
    return limit(l, ZB_D_YAML_DEPTH, &e->start_mark, (unsigned long)l->lim->depth);
  zb_node *node = new_node(l, kind, e);
  if (!node)
    return false;
  node->flow = flow;
  add(l, node, e);
  l->frames[l->depth++] = (frame){.node = node};
  return true;
}

static int by_key(const void *x, const void *y)
{
  const zb_pair *a = *(const zb_pair *const *)x, *b = *(const zb_pair *const *)y;
  size_t n = a->key->len < b->key->len ? a->key->len : b->key->len;
  int c = memcmp(a->key->text, b->key->text, n);
  if (c != 0 || a->key->len != b->key->len)
    return c != 0 ? c : a->key->len < b->key->len ? -1 : 1;
  return a < b ? -1 : a > b;
}

static bool same_key(const zb_pair *a, const zb_pair *b)
{
  return a->key->len == b->key->len && memcmp(a->key->text, b->key->text, a->key->len) == 0;
}

/* Reports keys that stand twice, found by sorting, and drops the later pairs. */
static void drop_duplicates(loader *l, frame *f)
{
  size_t n = f->pairs.n, kept = 0;
  const zb_pair **sorted = zb_newn(l->a, const zb_pair *, n);
  bool *drop = zb_newn(l->a, bool, n);
  for (size_t i = 0; i < n; i++)
    sorted[i] = &f->pairs.v[i];
  qsort(sorted, n, sizeof(const zb_pair *), by_key);
  for (size_t i = 1, first = 0; i < n; i++) {
    if (!same_key(sorted[first], sorted[i])) {
      first = i;
      continue;
    }
    const zb_node *key = sorted[i]->key;
    drop[sorted[i] - f->pairs.v] = true;
    find(l, ZB_D_DUP_KEY, key->src, key->ncols, shown(l, key->text, key->text + key->len),
         place_text(l, sorted[first]->key->src));
  }
  for (size_t i = 0; i < n; i++)
    if (!drop[i])
      f->pairs.v[kept++] = f->pairs.v[i];
  f->pairs.n = kept;
}

static void close_node(loader *l, const yaml_event_t *e)
{
  frame *f = &l->frames[--l->depth];
  if (f->pairs.n > 1)
    drop_duplicates(l, f);
  f->node->pair = f->pairs.v;
  f->node->npairs = f->pairs.n;
  f->node->item = f->items.v;
  f->node->nitems = f->items.n;
  zb_src end = mark_place(l, &e->end_mark);
  if (f->node->flow && end.line == f->node->src.line && end.col > f->node->src.col)
    f->node->ncols = end.col - f->node->src.col;
}

/* --- events ----------------------------------------------------------------------------------------------------- */

static const char *skip_properties(const char *p, const char *end, int *col)
{
  while (p < end && (*p == '&' || *p == '!')) {
    while (p < end && !strchr(" \t\r\n", *p)) {
      zb_utf8_next(&p);
      ++*col;
    }
    for (; p < end && (*p == ' ' || *p == '\t'); p++)
      ++*col;
  }
  return p;
}

/* Anchors and tags are refused; the value after them is kept. */
static void check_properties(loader *l, const yaml_event_t *e, const yaml_char_t *anchor, const yaml_char_t *tag)
{
  if (!anchor && !tag)
    return;
  const char *from = seek(l, &e->start_mark), *to = from, *end = text_end(l);
  while (to < end && !strchr(" \t\r\n", *to))
    to++;
  find(l, *from == '&' ? ZB_D_YAML_ANCHOR : ZB_D_YAML_TAG, mark_place(l, &e->start_mark),
       (int)zb_utf8_count(from, (size_t)(to - from)), shown(l, from, to), quoted_at(l, &e->start_mark));
}

/* Where a scalar stands in the source, without its anchor and tag. */
static zb_scalar_span span_of(loader *l, const yaml_event_t *e)
{
  int col = (int)e->start_mark.column;
  const char *from = seek(l, &e->start_mark), *to = seek(l, &e->end_mark);
  zb_scalar_span span = {.line = (int)e->start_mark.line, .place = place_of, .data = l->text};
  span.to = to;
  span.from = skip_properties(from, to, &col);
  span.col = col;
  return span;
}

/* The scalar's text on the arena; the node's flags. */
static char *take_text(loader *l, zb_node *node, const yaml_event_t *e, zb_scalar_style style)
{
  node->quoted = style == ZB_SCALAR_SINGLE || style == ZB_SCALAR_DOUBLE;
  node->block = style == ZB_SCALAR_LITERAL || style == ZB_SCALAR_FOLDED;
  node->len = e->data.scalar.length;
  node->empty = style == ZB_SCALAR_PLAIN && node->len == 0;
  char *text = zb_arena_alloc(l->a, node->len + 1);
  if (node->len > 0)
    memcpy(text, e->data.scalar.value, node->len);
  node->text = text;
  return text;
}

static bool on_scalar(loader *l, const yaml_event_t *e)
{
  static const zb_scalar_style styles[] = {[YAML_PLAIN_SCALAR_STYLE] = ZB_SCALAR_PLAIN,
                                           [YAML_SINGLE_QUOTED_SCALAR_STYLE] = ZB_SCALAR_SINGLE,
                                           [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = ZB_SCALAR_DOUBLE,
                                           [YAML_LITERAL_SCALAR_STYLE] = ZB_SCALAR_LITERAL,
                                           [YAML_FOLDED_SCALAR_STYLE] = ZB_SCALAR_FOLDED};
  zb_scalar_style style = styles[e->data.scalar.style];
  zb_node *node = new_node(l, ZB_NODE_SCALAR, e);
  if (!node)
    return false;
  check_properties(l, e, e->data.scalar.anchor, e->data.scalar.tag);
  zb_scalar_span span = span_of(l, e);
  char *text = take_text(l, node, e, style);
  zb_scalar_places(l->a, node, style, &span);
  zb_yaml_extent extent = {.line = (int)e->start_mark.line,
                           .col = (int)e->start_mark.column,
                           .end_line = (int)e->end_mark.line,
                           .end_col = (int)e->end_mark.column,
                           .end = seek(l, &e->end_mark),
                           .flow = in_flow(l)};
  zb_yaml_check_controls(&l->check, node, text);
  zb_yaml_check_comment(&l->check, node, &extent);
  add(l, node, e);
  l->fault.sline = extent.line;
  l->fault.scol = extent.col;
  l->fault.eline = extent.end_line;
  l->fault.ecol = extent.end_col;
  l->fault.squoted = node->quoted;
  return true;
}

/* An alias. When more text follows on its line it is a trap: false, with the fault set. */
static bool on_alias(loader *l, const yaml_event_t *e)
{
  const char *from = seek(l, &e->start_mark), *p = seek(l, &e->end_mark), *end = text_end(l), *to = p;
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  bool alone = p >= end || strchr(in_flow(l) ? "#\r\n,]}" : "#\r\n", *p);
  if (!alone) {
    l->fault.problem = "alias with text";
    l->fault.context = "while scanning an alias";
    l->fault.line = l->fault.cline = (int)e->start_mark.line;
    l->fault.col = l->fault.ccol = (int)e->start_mark.column;
    l->fault.flow = in_flow(l);
    return false;
  }
  zb_node *node = new_node(l, ZB_NODE_SCALAR, e);
  if (!node)
    return false;
  find(l, ZB_D_YAML_ALIAS, node->src, (int)zb_utf8_count(from, (size_t)(to - from)), shown(l, from, to),
       quoted_at(l, &e->start_mark));
  *node = *zb_node_text(l->a, from + 1, (size_t)(to - from - 1),
                        node->src); /* as text, so that nothing else is found wrong */
  add(l, node, e);
  return true;
}

static bool on_event(loader *l, const yaml_event_t *e)
{
  switch (e->type) {
  case YAML_DOCUMENT_START_EVENT:
    if (l->documents++ == 1)
      find(l, ZB_D_YAML_DOCUMENTS, mark_place(l, &e->start_mark), 3, NULL, NULL);
    return true;
  case YAML_SCALAR_EVENT:
    return on_scalar(l, e);
  case YAML_ALIAS_EVENT:
    return on_alias(l, e);
  case YAML_MAPPING_START_EVENT:
    check_properties(l, e, e->data.mapping_start.anchor, e->data.mapping_start.tag);
    return open_node(l, ZB_NODE_MAP, e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE, e);
  case YAML_SEQUENCE_START_EVENT:
    check_properties(l, e, e->data.sequence_start.anchor, e->data.sequence_start.tag);
    return open_node(l, ZB_NODE_LIST, e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE, e);
  case YAML_MAPPING_END_EVENT:
  case YAML_SEQUENCE_END_EVENT:
    close_node(l, e);
    return true;
  default:
    return true;
  }
}

/* Copies what libyaml says; strings are literals of the library. */
static void keep_fault(loader *l)
{
  const yaml_parser_t *p = &l->parser;
  zb_yaml_fault *f = &l->fault;
  f->problem = p->problem ? p->problem : "";
  f->context = p->context ? p->context : "";
  f->line = (int)p->problem_mark.line;
  f->col = (int)p->problem_mark.column;
  f->cline = p->context ? (int)p->context_mark.line : -1;
  f->ccol = p->context ? (int)p->context_mark.column : -1;
  f->flow = p->flow_level;
}

/* Reads the working copy once. */
static verdict read_once(loader *l)
{
  if (!yaml_parser_initialize(&l->parser))
    return STOPPED;
  yaml_parser_set_encoding(&l->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&l->parser, (const unsigned char *)l->text->buf->str, l->text->buf->len);
  verdict v = READ;
  int documents = 0;
  for (bool more = true; more && v == READ;) {
    yaml_event_t e;
    if (!yaml_parser_parse(&l->parser, &e)) {
      keep_fault(l);
      v = FAULT;
      break;
    }
    more = e.type != YAML_STREAM_END_EVENT;
    if (!on_event(l, &e))
      v = l->stopped ? STOPPED : FAULT;
    documents = l->documents;
    yaml_event_delete(&e);
    more = more && documents < 2;
  }
  for (int i = l->depth - 1; i >= 0 && l->fault.oline < 0; i--)
    if (l->frames[i].node->flow) {
      l->fault.oline = l->frames[i].node->src.line - 1;
      l->fault.ocol = l->frames[i].node->src.col - 1;
    }
  yaml_parser_delete(&l->parser);
  return v;
}

/* --- the file --------------------------------------------------------------------------------------------------- */

/* The checked text without BOM, on the arena; NULL after a diagnostic. */
static char *prepare(zb_arena *a, zb_diags *d, const char *name, const char *text, size_t *n, const zb_yaml_limits *lim)
{
  if (*n > lim->bytes) {
    zb_diag(d, ZB_D_FILE_LIMIT, (zb_src){.file = name}, name, zb_arena_printf(a, "%zu", *n),
            zb_arena_printf(a, "%zu", lim->bytes), NULL);
    return NULL;
  }
  size_t bom = *n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  size_t valid = zb_utf8_valid(text, *n);
  if (valid < *n) {
    size_t skip = valid >= bom ? bom : 0;
    zb_diag(d, ZB_D_NOT_UTF8, zb_source_place(name, text + skip, valid - skip), name, zb_arena_printf(a, "%zu", valid),
            NULL);
    return NULL;
  }
  *n -= bom;
  char *copy = zb_arena_alloc(a, *n + 1);
  memcpy(copy, text + bom, *n);
  zb_source_clean(a, d, name, copy, *n);
  return copy;
}

/* Reads again after each repaired trap. */
static zb_node *load(zb_arena *a, zb_diags *d, zb_yaml_text *text, const zb_yaml_limits *lim)
{
  size_t budget = REREAD_BYTES;
  frame *frames = zb_newn(a, frame, (size_t)lim->depth + 1);
  for (int i = 0;; i++) {
    loader l = {.a = a, .d = d, .text = text, .lim = lim, .frames = frames, .at = text->buf->str};
    l.check = (zb_yaml_check){.a = a, .text = text};
    l.fault = (zb_yaml_fault){.problem = "", .context = "", .line = 0, .cline = -1, .oline = -1, .sline = -1};
    size_t size = text->buf->len;
    verdict v = read_once(&l);
    bool last = i + 1 >= ATTEMPTS || size > budget;
    budget -= size < budget ? size : budget;
    if (v == FAULT && zb_yaml_explain(text, d, &l.fault) == ZB_YAML_AGAIN && !last)
      continue;
    if (v == READ && l.root && zb_yaml_is_plain(l.root) && !last && zb_yaml_explain_root(text, d, l.root->src.line - 1))
      continue;
    zb_yaml_report(&l.check, d);
    if (v == READ && (!l.root || (l.root->kind == ZB_NODE_SCALAR && l.root->empty)))
      zb_diag(d, ZB_D_FILE_EMPTY, (zb_src){.file = text->name, .line = 1, .col = 1}, text->name, NULL);
    else if (v == READ)
      return l.root;
    return NULL;
  }
}

zb_node *zb_yaml_parse(zb_arena *a, zb_diags *d, const char *name, const char *text, size_t n,
                       const zb_yaml_limits *lim)
{
  lim = lim ? lim : &zb_yaml_limits_default;
  name = zb_arena_strdup(a, name);
  char *copy = prepare(a, d, name, text, &n, lim);
  if (!copy)
    return NULL;
  zb_diags_source(d, name, copy, n);
  zb_yaml_text working = {.a = a, .name = name, .buf = g_string_new_len(copy, (gssize)n)};
  zb_node *root = load(a, d, &working, lim);
  g_string_free(working.buf, TRUE);
  return root;
}

zb_node *zb_yaml_read(zb_arena *a, zb_diags *d, const char *path, const zb_yaml_limits *lim, zb_src asked)
{
  lim = lim ? lim : &zb_yaml_limits_default;
  size_t n = 0;
  char *text = zb_io_read(a, d, path, lim->bytes, asked, &n);
  return text ? zb_yaml_parse(a, d, path, text, n, lim) : NULL;
}
