/* Source positions: every node, value and mark knows where the user wrote it. */
#ifndef ZB_BASE_SRC_H
#define ZB_BASE_SRC_H

/* file is NULL when the thing has no source (made by the program); line and col are 1-based, col counts code
   points. Strings are borrowed and live as long as the document's arena. */
typedef struct zb_src {
  const char *file;
  int line;
  int col;
} zb_src;

#define ZB_SRC_NONE ((zb_src){.file = NULL, .line = 0, .col = 0})

#endif
