/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of words for a row of a long list. Boxes in a box would do, but they shape every text half a dozen times to lay
 * it out, and are restyled themselves: that is most of what such a row costs.
 *
 * The children follow one another; one that is aligned to the end is the last of its line. Each line has one child that
 * expands: it gets what the others leave, and is never asked how wide it wants to be. A line of which nothing is
 * visible is not there. */

#include "config.h"

#include "foyer-text-lines.h"

#define LINE_SPACING 3
#define WORD_SPACING 6
#define LEAST_LEFT   24 /* for the child that expands, where there is no room */

struct _FoyerTextLines
{
  GtkWidget parent_instance;
};

/* A line, as it is looked at. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end; /* the first child of the next line, nullable */
} Line;

G_DEFINE_FINAL_TYPE (FoyerTextLines, foyer_text_lines, GTK_TYPE_WIDGET)

static Line
begin_line (GtkWidget *first)
{
  GtkWidget *last = first;

  while (gtk_widget_get_halign (last) != GTK_ALIGN_END && gtk_widget_get_next_sibling (last) != NULL)
    last = gtk_widget_get_next_sibling (last);
  return (Line) { first, gtk_widget_get_next_sibling (last) };
}

static int
measure_height (const Line *line)
{
  int height = 0;

  for (GtkWidget *child = line->first; child != line->end; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int natural;

        gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
        height = MAX (height, natural);
      }
  return height;
}

/* What is left of the width for the child that expands. */
static int
measure_rest (const Line *line, int width)
{
  int n_children = 0;

  for (GtkWidget *child = line->first; child != line->end; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int natural = 0;

        if (!gtk_widget_get_hexpand (child))
          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
        width -= natural + (n_children++ > 0 ? WORD_SPACING : 0);
      }
  return width;
}

static int
take_width (GtkWidget *child, int *rest)
{
  int minimum, natural, width;

  if (gtk_widget_get_hexpand (child))
    return MAX (*rest, LEAST_LEFT);
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  width = CLAMP (natural + *rest - LEAST_LEFT, minimum, natural);
  *rest += natural - width;
  return width;
}

/* Who expands waits until the others have given way. */
static void
allocate_line (FoyerTextLines *self, const Line *line, int y, int width, int height)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int rest = measure_rest (line, width), start = 0, end = width;
  GtkWidget *last = line->end != NULL ? gtk_widget_get_prev_sibling (line->end)
                                      : gtk_widget_get_last_child (GTK_WIDGET (self));
  GtkWidget *child;

  for (child = line->first; child != line->end && !gtk_widget_get_hexpand (child);
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int taken = take_width (child, &rest);

        gtk_widget_size_allocate (child, &(GtkAllocation) { is_rtl ? width - start - taken : start, y, taken, height },
                                  -1);
        start += taken + WORD_SPACING;
      }
  for (GtkWidget *other = last; other != child && other != NULL; other = gtk_widget_get_prev_sibling (other))
    if (gtk_widget_should_layout (other))
      {
        int taken = take_width (other, &rest);

        end -= taken;
        gtk_widget_size_allocate (other, &(GtkAllocation) { is_rtl ? width - end - taken : end, y, taken, height }, -1);
        end -= WORD_SPACING;
      }
  if (child != line->end && gtk_widget_should_layout (child))
    {
      int taken = MAX (end - start, 0);

      gtk_widget_size_allocate (child, &(GtkAllocation) { is_rtl ? width - start - taken : start, y, taken, height },
                                -1);
    }
}

static void
foyer_text_lines_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  int height = 0;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      Line line = begin_line (child);

      int line_height = measure_height (&line);

      if (line_height > 0)
        height += line_height + (height > 0 ? LINE_SPACING : 0);
      child = line.end;
    }
  *minimum = *natural = height;
}

static void
foyer_text_lines_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      Line line = begin_line (child);
      int line_height = measure_height (&line);

      child = line.end;
      if (line_height == 0)
        continue;
      allocate_line (FOYER_TEXT_LINES (widget), &line, y, width, line_height);
      y += line_height + LINE_SPACING;
    }
}

static void
foyer_text_lines_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (foyer_text_lines_parent_class)->dispose (object);
}

static void
foyer_text_lines_class_init (FoyerTextLinesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_text_lines_dispose;
  widget_class->measure = foyer_text_lines_measure;
  widget_class->size_allocate = foyer_text_lines_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "box");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
foyer_text_lines_init (FoyerTextLines *self)
{
}
