/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns that line up, in a terminal of any width and in any script. */

#include "foyer-cli-table.h"

#include "foyer-text.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define GAP            2
#define NARROWEST_CELL 8

struct _FoyerCliTable
{
  GPtrArray *rows; /* of GStrv, n_columns each */
  gboolean *right;
  guint n_columns;
};

FoyerCliTable *
foyer_cli_table_new (guint n_columns)
{
  FoyerCliTable *self = g_new0 (FoyerCliTable, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->right = g_new0 (gboolean, n_columns);
  self->n_columns = n_columns;
  return self;
}

void
foyer_cli_table_free (FoyerCliTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self->right);
  g_free (self);
}

/* Whatever a server wrote, a cell is one line without control characters: none of it reaches the terminal as a command.
 */
static void
add_row (FoyerCliTable *self, GStrvBuilder *builder, guint n_cells)
{
  for (guint i = n_cells; i < self->n_columns; i++)
    g_strv_builder_add (builder, "");
  g_ptr_array_add (self->rows, g_strv_builder_end (builder));
}

/**
 * foyer_cli_table_add:
 * @cell: the first cell
 * @...: the others, in their order, then `NULL`; what is left out is empty
 */
void
foyer_cli_table_add (FoyerCliTable *self, const char *cell, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_cells = 0;
  va_list cells;

  va_start (cells, cell);
  for (; cell != NULL && n_cells < self->n_columns; cell = va_arg (cells, const char *), n_cells++)
    g_strv_builder_take (builder, foyer_text_clean (cell, FALSE));
  va_end (cells);
  add_row (self, builder, n_cells);
}

void
foyer_cli_table_align_right (FoyerCliTable *self, guint column)
{
  g_return_if_fail (column < self->n_columns);
  self->right[column] = TRUE;
}

static guint
character_width (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

/**
 * foyer_cli_text_width:
 *
 * Returns: how many columns of a terminal the text takes
 */
guint
foyer_cli_text_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += character_width (g_utf8_get_char (text));
  return width;
}

static char *
shorten (const char *text, guint width)
{
  guint taken = 0;
  const char *end = text;

  if (foyer_cli_text_width (text) <= width)
    return g_strdup (text);
  while (*end != '\0' && taken + character_width (g_utf8_get_char (end)) < width)
    {
      taken += character_width (g_utf8_get_char (end));
      end = g_utf8_next_char (end);
    }
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

/* The widest column gives way, one at a time, until the row fits or nothing more can be taken. */
static void
fit (guint *widths, guint n_columns, guint width)
{
  for (;;)
    {
      guint widest = 0, sum = GAP * (n_columns - 1);

      for (guint i = 0; i < n_columns; i++)
        {
          sum += widths[i];
          if (widths[i] > widths[widest])
            widest = i;
        }
      if (sum <= width || widths[widest] <= NARROWEST_CELL)
        return;
      widths[widest] -= MIN (sum - width, MAX (1, (widths[widest] - NARROWEST_CELL) / 2));
    }
}

/**
 * foyer_cli_table_to_text:
 * @width: the columns there are; 0 for as many as it takes
 *
 * Returns: (transfer full): the rows, a line each
 */
char *
foyer_cli_table_to_text (FoyerCliTable *self, guint width)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < self->rows->len; row++)
    for (guint i = 0; i < self->n_columns; i++)
      widths[i] = MAX (widths[i], foyer_cli_text_width (((GStrv) self->rows->pdata[row])[i]));
  if (width > 0)
    fit (widths, self->n_columns, width);

  for (guint row = 0; row < self->rows->len; row++)
    {
      for (guint i = 0; i < self->n_columns; i++)
        {
          g_autofree char *cell = shorten (((GStrv) self->rows->pdata[row])[i], widths[i]);
          int space = (int) (widths[i] - foyer_cli_text_width (cell));

          if (i > 0)
            g_string_append_printf (text, "%*s", GAP, "");
          g_string_append_printf (text, "%*s%s%*s", self->right[i] ? space : 0, "", cell, self->right[i] ? 0 : space,
                                  "");
        }
      while (text->len > 0 && text->str[text->len - 1] == ' ')
        g_string_truncate (text, text->len - 1);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/**
 * foyer_cli_terminal_width:
 *
 * Returns: the columns of the terminal behind @fd, 0 when it is no terminal: then nothing is cut
 */
guint
foyer_cli_terminal_width (int fd)
{
  struct winsize size;

  if (!isatty (fd) || ioctl (fd, TIOCGWINSZ, &size) != 0)
    return 0;
  return size.ws_col;
}

/**
 * foyer_cli_format_time:
 * @unix_time: seconds since 1970, 0 for none
 *
 * Returns: (transfer full): the time as people here write it, in this computer's time zone
 */
char *
foyer_cli_format_time (gint64 unix_time)
{
  g_autoptr (GDateTime) time = unix_time != 0 ? g_date_time_new_from_unix_local (unix_time) : NULL;

  return time != NULL ? g_date_time_format (time, C_ ("note", "%x %H:%M")) : g_strdup ("");
}
