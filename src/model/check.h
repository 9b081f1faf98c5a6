/* The checks of a report: definitions (:=) and assertions (= != < <= > >=) between figures, exactly. */
#ifndef ZB_MODEL_CHECK_H
#define ZB_MODEL_CHECK_H

#include "model/report.h"

typedef struct zb_check_counts {
  size_t checked, failed;
} zb_check_counts;

/* Defines the derived figures of all := lines. Cycles, unknown ids, unit errors, division by zero: diagnostics. */
void zb_check_define(zb_arena *a, zb_diags *d, zb_report *r);
/* Evaluates the assertions; a failed one is an error that shows the arithmetic with values and both places, unless the
   report accepts it. */
zb_check_counts zb_check_run(zb_arena *a, zb_diags *d, zb_report *r);

#endif
