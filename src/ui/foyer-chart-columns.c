/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers over time as columns, the oldest first; from the right where the language is written so. */

#include "config.h"

#include "foyer-chart-columns.h"

#define COLUMN_WIDTH  7
#define GAP           3
#define HEIGHT        32
#define LEAST_VISIBLE 2 /* pixels: what is not nothing can be seen */
#define BASE_OPACITY  0.25f

struct _FoyerChartColumns
{
  GtkWidget parent_instance;

  /* owned */
  guint *values;

  guint n_values;
  guint most;
};

G_DEFINE_FINAL_TYPE (FoyerChartColumns, foyer_chart_columns, GTK_TYPE_WIDGET)

static void
foyer_chart_columns_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerChartColumns *self = FOYER_CHART_COLUMNS (widget);
  const gboolean from_right = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget) - 1;
  const float step = width / (float) MAX (self->n_values, 1);
  GdkRGBA color, base;

  gtk_widget_get_color (widget, &color);
  base = color;
  base.alpha *= BASE_OPACITY;
  gtk_snapshot_append_color (snapshot, &base, &GRAPHENE_RECT_INIT (0, height, width, 1));
  for (guint i = 0; i < self->n_values; i++)
    {
      const float place = (float) (from_right ? self->n_values - 1 - i : i) * step;
      const float length = MAX (LEAST_VISIBLE, height * (float) self->values[i] / (float) self->most);

      if (self->values[i] > 0)
        gtk_snapshot_append_color (snapshot, &color,
                                   &GRAPHENE_RECT_INIT (place + GAP / 2.0f, height - length, step - GAP, length));
    }
}

static void
foyer_chart_columns_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  FoyerChartColumns *self = FOYER_CHART_COLUMNS (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? (int) self->n_values * (COLUMN_WIDTH + GAP)
                                                                  : HEIGHT;
}

static void
foyer_chart_columns_finalize (GObject *object)
{
  g_free (FOYER_CHART_COLUMNS (object)->values);

  G_OBJECT_CLASS (foyer_chart_columns_parent_class)->finalize (object);
}

static void
foyer_chart_columns_class_init (FoyerChartColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = foyer_chart_columns_finalize;
  widget_class->snapshot = foyer_chart_columns_snapshot;
  widget_class->measure = foyer_chart_columns_measure;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
foyer_chart_columns_init (FoyerChartColumns *self)
{
}

/**
 * foyer_chart_columns_new:
 * @values: the numbers, the oldest first
 * @n_values: how many there are
 * @most: the number that fills the height
 */
GtkWidget *
foyer_chart_columns_new (const guint *values, guint n_values, guint most)
{
  FoyerChartColumns *self = g_object_new (FOYER_TYPE_CHART_COLUMNS, NULL);

  self->values = g_memdup2 (values, n_values * sizeof (guint));
  self->n_values = n_values;
  self->most = MAX (most, 1);
  return GTK_WIDGET (self);
}
