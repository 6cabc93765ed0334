/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One FIELD=VALUE of the command line: which field, and what stands for the value. Titles are looked up later, where
 * the lists are. */

#include "foyer-cli-assignment.h"

#include "foyer-cli-near.h"
#include "foyer-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define CUSTOM_PREFIX "customField."
#define LARGEST_FILE  (1024 * 1024)

/**
 * foyer_cli_parse_id:
 *
 * Returns: whether @text is an ID of the platform: digits alone, above 0
 */
gboolean
foyer_cli_parse_id (const char *text, gint64 *id)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;
  *id = (gint64) number;
  return TRUE;
}

static void
refuse_name (const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) near = NULL;

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

      if (info->kind == FOYER_KIND_CUSTOM)
        continue;
      g_ptr_array_add (names, (gpointer) info->short_name);
      for (guint i = 0; info->write_names[i] != NULL; i++)
        if (!g_str_equal (info->write_names[i], info->short_name))
          g_ptr_array_add (names, (gpointer) info->write_names[i]);
    }

  near = foyer_cli_near (name, names, 1);
  if (near->len > 0)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("There is no field “%s”; do you mean “%s”?"), name,
                 (const char *) near->pdata[0]);
  else
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                 _ ("There is no field “%s”; “foyer-cli lead add --help” lists them"), name);
}

static gboolean
find_field (FoyerCliAssignment *self, GError **error)
{
  FoyerLeadField by_short_name;

  if (g_str_has_prefix (self->name, CUSTOM_PREFIX))
    {
      self->field = FOYER_LEAD_CUSTOM_FIELDS;
      if (foyer_cli_parse_id (self->name + strlen (CUSTOM_PREFIX), &self->custom_number))
        return TRUE;
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                   _ ("“%s”: a custom field is named by its number, customField.12=VALUE"), self->name);
      return FALSE;
    }

  by_short_name = foyer_lead_field_from_short_name (self->name);
  self->field = by_short_name != FOYER_LEAD_NO_FIELD ? by_short_name : foyer_lead_field_from_wire_name (self->name);
  self->takes_title = by_short_name != FOYER_LEAD_NO_FIELD;
  if (self->field == FOYER_LEAD_NO_FIELD)
    {
      refuse_name (self->name, error);
      return FALSE;
    }
  if (self->field == FOYER_LEAD_CUSTOM_FIELDS)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                   _ ("“%s”: a custom field is named by its number, customField.12=VALUE"), self->name);
      return FALSE;
    }
  return TRUE;
}

/**
 * foyer_cli_assignment_parse:
 * @text: FIELD=VALUE, in UTF-8
 *
 * A value that starts with `@` is the path of a file; `@@` stands for one `@` that is meant. Nothing is read here.
 *
 * Returns: (transfer full) (nullable): the assignment; on a usage error `NULL` and `FOYER_ERROR_INVALID`, translated
 */
FoyerCliAssignment *
foyer_cli_assignment_parse (const char *text, GError **error)
{
  g_autoptr (FoyerCliAssignment) self = g_new0 (FoyerCliAssignment, 1);
  const char *equals = strchr (text, '=');

  if (equals == NULL || equals == text)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("“%s” is not of the form FIELD=VALUE"), text);
      return NULL;
    }

  self->name = g_strndup (text, equals - text);
  if (!find_field (self, error))
    return NULL;

  if (equals[1] == '@' && equals[2] != '@')
    self->path = g_strdup (equals + 2);
  else
    self->value = g_strdup (equals[1] == '@' ? equals + 2 : equals + 1);
  return g_steal_pointer (&self);
}

static gboolean
read_file (FoyerCliAssignment *self, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *content = g_malloc (LARGEST_FILE + 1);
  gsize length = 0;

  stream = g_file_read (file, NULL, &local_error);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), content, LARGEST_FILE + 1, &length, NULL, &local_error))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("%s: the file cannot be read: %s"), self->name,
                   local_error->message);
      return FALSE;
    }
  if (length > LARGEST_FILE)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("%s: “%s” is larger than 1 MB"), self->name, self->path);
      return FALSE;
    }
  if (!g_utf8_validate_len (content, length, NULL))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("%s: “%s” is not text in UTF-8"), self->name,
                   self->path);
      return FALSE;
    }

  /* The line break that ends a file is not part of what stands in it. */
  if (length > 0 && content[length - 1] == '\n')
    length--;
  if (length > 0 && content[length - 1] == '\r')
    length--;
  self->value = g_strndup (content, length);
  return TRUE;
}

/**
 * foyer_cli_assignment_read:
 *
 * Reads the value from its file, where it has one, and finds out whether it is an ID.
 *
 * Returns: whether the value can be used; else `FOYER_ERROR_INVALID`, translated
 */
gboolean
foyer_cli_assignment_read (FoyerCliAssignment *self, GError **error)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (self->field);

  if (self->value == NULL && !read_file (self, error))
    return FALSE;
  if (info->kind != FOYER_KIND_ID || *self->value == '\0' || foyer_cli_parse_id (self->value, &self->id)
      || self->takes_title)
    return TRUE;

  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
               info->picklist != FOYER_PICKLIST_NONE
                   /* Translators: for example “qualityId” takes a number, and quality=TITLE the title */
                   ? _ ("“%s” takes an ID, which is a number; %s=TITLE takes the title")
                   : _ ("“%s” takes an ID, which is a number; %s=NAME takes the name"),
               self->name, info->short_name);
  return FALSE;
}

/**
 * foyer_cli_assignment_is_for_same:
 *
 * Returns: whether both give a value to the same field
 */
gboolean
foyer_cli_assignment_is_for_same (FoyerCliAssignment *self, FoyerCliAssignment *other)
{
  return self->field == other->field && self->custom_number == other->custom_number;
}

void
foyer_cli_assignment_free (FoyerCliAssignment *self)
{
  g_free (self->name);
  g_free (self->value);
  g_free (self->path);
  g_free (self);
}
