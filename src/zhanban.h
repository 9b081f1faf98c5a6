/* zhanban: the library's public interface. Plain C types only; one context per thread; no global state. */
#ifndef ZHANBAN_H
#define ZHANBAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ZB_API __attribute__((visibility("default")))

typedef struct zb_ctx zb_ctx; /* fonts, layouts and settings, reused over documents */
typedef struct zb_doc zb_doc; /* one report, read and laid out */

typedef struct zb_ctx_opts {
  const char *data_dir;  /* layouts and fonts; NULL = $ZHANBAN_DATA, beside the program, PREFIX/share/zhanban */
  const char *fonts_dir; /* only these fonts (tests pin them); NULL = the data folder's and the packaged ones */
  int lang;              /* messages: 0 English, 1 Chinese */
  bool strict;           /* warnings are errors */
} zb_ctx_opts;

typedef struct zb_doc_opts {
  const char *layout;     /* name or path; NULL = the report's own */
  const char *palette;    /* name or path; NULL = the report's or the layout's own */
  const char *const *set; /* "PATH=VALUE" */
  size_t nset;
  bool spill;          /* further sheets for what does not fit */
  const char *each;    /* CSV file of a batch, or NULL */
  size_t each_row;     /* 0-based row of it */
  bool averages;       /* note what pairs of counts give on average */
  bool proof;          /* put the proof sheet behind the pages */
  bool strict_figures; /* numbers typed in prose that are no figures are errors */
} zb_doc_opts;

/* A new context, or NULL when memory is out. Problems (no data folder, no fonts) are in its messages. Free with zb_ctx_free. */
ZB_API zb_ctx *zb_ctx_new(const zb_ctx_opts *opts);
ZB_API void zb_ctx_free(zb_ctx *ctx);

/* Reads, checks and lays out a report. Never NULL; see zb_doc_status. Free with zb_doc_free before the context. What a long
   one holds lies in a temporary file that a child process does not see: fork before, not after. */
ZB_API zb_doc *zb_doc_open(zb_ctx *ctx, const char *path, const zb_doc_opts *opts);
/* The report of `first` in another layout, palette or number of sheets: it is not read again, and messages about the report
   itself are not repeated. Free before `first`. */
ZB_API zb_doc *zb_doc_open_again(zb_doc *first, const zb_doc_opts *opts);
ZB_API void zb_doc_free(zb_doc *doc);
/* 0 fine (warnings possible), 1 errors in the report, 2 usage, 3 system, 4 internal. */
ZB_API int zb_doc_status(const zb_doc *doc);
ZB_API size_t zb_doc_pages(const zb_doc *doc);
/* Number of messages of a level: 0 notes, 1 warnings, 2 errors and worse. */
ZB_API size_t zb_doc_messages(const zb_doc *doc, int level);
/* Prints all messages so far. */
ZB_API void zb_doc_print(zb_doc *doc, FILE *to, bool color);
/* Prints warnings and worse; with `count` also one line that counts the notes, or all of them if the document failed. */
ZB_API void zb_doc_print_brief(zb_doc *doc, FILE *to, bool color, bool count);
/* Summary of the figures of a laid out document: declared, printed or drawn, in blocks the layout omits; numbers typed in
   prose that no figure stands behind; relations. */
typedef struct zb_figure_counts {
  size_t declared, printed, omitted, free, checked, failed;
} zb_figure_counts;
ZB_API zb_figure_counts zb_doc_figures(const zb_doc *doc);

/* What copyfit chose: size of body text in 1/100 pt (0: the layout leaves nothing to choose), free room in percent. */
typedef struct zb_fit_result {
  int body, free;
} zb_fit_result;
ZB_API zb_fit_result zb_doc_fit(const zb_doc *doc);
/* The output its layout is made for: "png" for a screen or phone, else "pdf". */
ZB_API const char *zb_doc_usual_output(const zb_doc *doc);

/* The line that counts them, as the last line of `zhanban check`. */
ZB_API void zb_doc_print_counts(const zb_doc *doc, FILE *to);
/* The registry of figures: value, places in the source, on the pages and in charts, relations; a table or JSON. False if the
   report could not be read. */
ZB_API bool zb_doc_print_figures(zb_doc *doc, FILE *to, bool json);

typedef struct zb_write_opts {
  const char *output; /* name of an output, NULL = by the suffix of path */
  int dpi;            /* 0 = the layout's, or 150 */
  bool gids, small;
  const char *pages; /* "1-3,5", NULL = all */
} zb_write_opts;

/* Writes the document to path ("-" = standard output; outputs of one file a page put -1, -2 ... before the suffix when
   there are several). Returns the status as zb_doc_status; nothing is written if the document has errors. */
ZB_API int zb_doc_write(zb_doc *doc, const char *path, const zb_write_opts *opts);

/* What an import found: lines of text, line breaks taken out, themes, digit strings (those bound to figures; dates, codes, names
   and ordinals; others), figures and proposed relations. */
typedef struct zb_import_counts {
  size_t lines, joined, themes, digits, bound, allowed, figures, relations;
} zb_import_counts;

/* Makes the draft of a report from a plain text (UTF-8, GB18030 or UTF-16) and writes it to `report` ("-" = standard output);
   an existing file is not written over. Messages go to `messages`. Returns a status as zb_doc_status. */
ZB_API int zb_import_file(zb_ctx *ctx, const char *text, const char *report, zb_import_counts *counts, FILE *messages,
                          bool color);

/* Registries, printed one entry a line: "layouts", "palettes", "sheets", "charts", "blocks", "outputs", "fonts", "diagnostics". False if unknown. */
ZB_API bool zb_list(zb_ctx *ctx, const char *what, FILE *to);
/* JSON Schema (draft 7) of "report" or "layout" files, for editors. False if unknown. */
ZB_API bool zb_schema_print(zb_ctx *ctx, const char *what, FILE *to);
/* Names and rows of a CSV file for a batch; -1 after messages. */
ZB_API long zb_batch_rows(zb_ctx *ctx, const char *csv, FILE *messages, bool color);
/* The output path of a row: {row.x} in `pattern` replaced and checked. NULL after messages; free() it. */
ZB_API char *zb_batch_path(zb_ctx *ctx, const char *csv, size_t row, const char *pattern, FILE *messages, bool color);
ZB_API const char *zb_version(void);

#ifdef __cplusplus
}
#endif

#endif
