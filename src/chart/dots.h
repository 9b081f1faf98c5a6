/* Dots: values as points over lying bands; shared by dot and dumbbell. The scale may leave zero. */
#ifndef ZB_CHART_DOTS_H
#define ZB_CHART_DOTS_H

#include "chart/plot.h"

/* A faint line over the band that the dots stand on. Call after all dots are added. */
bool zb_dots_place(zb_plot *p, bool pairs);

#endif
