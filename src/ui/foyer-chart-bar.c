/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number as the length of a bar beside others; from the right where the language is written so. */

#include "config.h"

#include "foyer-chart-bar.h"

#define THICKNESS     12
#define LEAST_VISIBLE 3 /* pixels: what is not nothing can be seen */
#define TRACK_OPACITY 0.1f

struct _FoyerChartBar
{
  GtkWidget parent_instance;

  guint value;
  guint most;
};

G_DEFINE_FINAL_TYPE (FoyerChartBar, foyer_chart_bar, GTK_TYPE_WIDGET)

static void
append_bar (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float width, float height)
{
  const float radius = MIN (width, height) / 2;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, 0, width, height), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
foyer_chart_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerChartBar *self = FOYER_CHART_BAR (widget);
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget);
  GdkRGBA color, track;
  float length;

  gtk_widget_get_color (widget, &color);
  track = color;
  track.alpha *= TRACK_OPACITY;
  append_bar (snapshot, &track, 0, width, height);
  if (self->value == 0)
    return;
  length = MIN (width, MAX (LEAST_VISIBLE, width * (float) self->value / (float) self->most));
  append_bar (snapshot, &color, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - length : 0, length,
              height);
}

static void
foyer_chart_bar_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = THICKNESS;
}

static void
foyer_chart_bar_class_init (FoyerChartBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = foyer_chart_bar_snapshot;
  widget_class->measure = foyer_chart_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
foyer_chart_bar_init (FoyerChartBar *self)
{
}

/**
 * foyer_chart_bar_new:
 * @value: the number
 * @most: the number that fills the width
 */
GtkWidget *
foyer_chart_bar_new (guint value, guint most)
{
  FoyerChartBar *self = g_object_new (FOYER_TYPE_CHART_BAR, NULL);

  self->value = value;
  self->most = MAX (most, 1);
  return GTK_WIDGET (self);
}
