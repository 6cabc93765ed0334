/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an attempt whose reply did not come is on the platform: the judgement alone, without asking and without
 * acting. */

#include "foyer-arrival.h"

#include "foyer-breakage.h"
#include "foyer-outbox-machine.h"

#include <string.h>

static const struct
{
  const char *name;
  gunichar character;
} entities[] = {
  { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' }, { "nbsp", 0xa0 },
};

/* Returns how many bytes of text the reference takes, 0 when it is none. */
static gsize
read_entity (const char *text, gunichar *character)
{
  const char *end = memchr (text, ';', strnlen (text, 12));
  if (end == NULL || end - text < 3)
    return 0;

  if (text[1] == '#')
    {
      gboolean is_hex = text[2] == 'x' || text[2] == 'X';
      const char *digits = text + (is_hex ? 3 : 2);
      char *stop = NULL;
      guint64 value;

      if (!g_ascii_isxdigit (*digits))
        return 0;
      value = g_ascii_strtoull (digits, &stop, is_hex ? 16 : 10);
      if (stop != end || value == 0 || value > 0x10ffff || !g_unichar_validate ((gunichar) value))
        return 0;
      *character = (gunichar) value;
      return (gsize) (end - text) + 1;
    }

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      gsize length = strlen (entities[i].name);
      if (length == (gsize) (end - text) - 1 && strncmp (entities[i].name, text + 1, length) == 0)
        {
          *character = entities[i].character;
          return length + 2;
        }
    }
  return 0;
}

static char *
decode_entities (const char *text)
{
  GString *plain = g_string_new (NULL);

  while (*text != '\0')
    {
      gunichar character = 0;
      gsize length = *text == '&' ? read_entity (text, &character) : 0;

      if (length > 0)
        {
          g_string_append_unichar (plain, character);
          text += length;
        }
      else
        g_string_append_c (plain, *text++);
    }
  return g_string_free_and_steal (plain);
}

/* The platform may trim, encode or compose a text; none of that makes it another text. */
static char *
normalise (const char *text)
{
  g_autofree char *decoded = NULL;
  g_autofree char *composed = NULL;
  g_autoptr (GString) lines = NULL;

  decoded = g_utf8_make_valid (text != NULL ? text : "", -1);
  for (guint i = 0; i < 3 && strchr (decoded, '&') != NULL; i++)
    {
      char *again = decode_entities (decoded);
      g_free (decoded);
      decoded = again;
    }

  composed = g_utf8_normalize (decoded, -1, G_NORMALIZE_NFC);
  lines = g_string_new (composed);
  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  g_string_replace (lines, "\u00a0", " ", 0);
  return g_strstrip (g_string_free_and_steal (g_steal_pointer (&lines)));
}

/**
 * foyer_arrival_same_text:
 *
 * Compares two texts as one that went to the platform and came back: entities decoded, composed (NFC), line ends alike,
 * trimmed.
 */
gboolean
foyer_arrival_same_text (const char *mine, const char *theirs)
{
  g_autofree char *a = normalise (mine);
  g_autofree char *b = normalise (theirs);

  return strcmp (a, b) == 0;
}

/* A field the row does not know cannot speak against it. */
static gboolean
same_field (FoyerLead *attempt, FoyerLead *row, FoyerLeadField field)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

  if (!foyer_lead_field_is_readable (field) || !foyer_lead_is_known (row, field))
    return TRUE;
  if (info->kind == FOYER_KIND_TEXT)
    return foyer_arrival_same_text (foyer_lead_get_text (attempt, field), foyer_lead_get_text (row, field));
  return foyer_lead_field_equal (attempt, row, field);
}

/* What the attempt left empty is empty in what came of it; a description there is somebody else's. Only an owner is
 * given out by the platform where none was named. */
static gboolean
same_lead (FoyerLead *attempt, FoyerLead *row)
{
  if (FOYER_BREAKS (MATCH_NAME))
    return same_field (attempt, row, FOYER_LEAD_NAME);
  for (int field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((field != FOYER_LEAD_OWNER || foyer_lead_is_set (attempt, FOYER_LEAD_OWNER))
        && !same_field (attempt, row, (FoyerLeadField) field))
      return FALSE;
  return TRUE;
}

static gboolean
shares_id (FoyerLead *attempt, FoyerLead *row, FoyerLeadField field)
{
  return foyer_lead_is_set (attempt, field) && foyer_lead_get_id (attempt, field) == foyer_lead_get_id (row, field);
}

static gboolean
looks_alike (FoyerLead *attempt, FoyerLead *row)
{
  return foyer_arrival_same_text (foyer_lead_get_text (attempt, FOYER_LEAD_NAME),
                                  foyer_lead_get_text (row, FOYER_LEAD_NAME))
         || shares_id (attempt, row, FOYER_LEAD_CONTACT) || shares_id (attempt, row, FOYER_LEAD_LEAD_CONTACT);
}

/**
 * foyer_arrival_get_earliest:
 * @sent: the IVVY-Date of the attempt, Unix seconds
 *
 * The earliest creation date, by the platform's clock, a lead made by the attempt can have.
 */
gint64
foyer_arrival_get_earliest (gint64 sent)
{
  return sent - FOYER_ARRIVAL_SLACK;
}

/**
 * foyer_arrival_is_same:
 * @attempt: a lead as the bytes of an attempt tell it
 * @row: a lead as the platform lists it
 *
 * Whether the two are equal in everything that can be read (delivery.md, Uncertain adds), an owner aside that was not
 * sent.
 */
gboolean
foyer_arrival_is_same (FoyerLead *attempt, FoyerLead *row)
{
  return same_lead (attempt, row);
}

/**
 * foyer_arrival_list_candidates:
 * @attempt: the lead as the bytes of the attempt tell it
 * @rows: (element-type FoyerLead): what the platform lists
 * @known_before: (nullable): IDs (as #gint64 pointers) of leads known before the attempt, or another's
 * @sent: the IVVY-Date of the attempt, Unix seconds
 * @lifetime: how long the platform accepts a request, seconds
 * @equal: (element-type FoyerLead): where those go that equal the attempt
 * @alike: (element-type FoyerLead): where those go that share its name or its people
 *
 * Rows outside the time in which the attempt can have been carried out are passed over: the platform's filter is not
 * trusted.
 */
void
foyer_arrival_list_candidates (FoyerLead *attempt,
                               GPtrArray *rows,
                               GHashTable *known_before,
                               gint64 sent,
                               guint lifetime,
                               GPtrArray *equal,
                               GPtrArray *alike)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree gint64 *ids = g_new0 (gint64, MAX (rows->len, 1));
  gint64 earliest = foyer_arrival_get_earliest (sent);
  gint64 latest = foyer_fence_get_believed_after (sent, lifetime);

  for (guint i = 0; i < rows->len; i++)
    {
      FoyerLead *row = g_ptr_array_index (rows, i);
      gint64 created = foyer_lead_get_date (row, FOYER_LEAD_CREATED);

      ids[i] = foyer_lead_get_platform_id (row);
      /* Pages overlap; a row without a date cannot be ruled out by it. */
      if (ids[i] <= 0 || !g_hash_table_add (seen, &ids[i])
          || (created != 0 && (created < earliest || created > latest)))
        continue;
      if (known_before != NULL && g_hash_table_contains (known_before, &ids[i]))
        continue;

      if (same_lead (attempt, row))
        g_ptr_array_add (equal, row);
      else if (looks_alike (attempt, row))
        g_ptr_array_add (alike, row);
    }
}

/**
 * foyer_arrival_judge_update:
 * @sent_fields: what the attempt was to change
 * @row: the lead as the platform lists it now
 *
 * Whether the whole update is seen to have been carried out. %FALSE also when it touched a field the list does not
 * return: then sending it again is harmless.
 */
gboolean
foyer_arrival_judge_update (FoyerLead *attempt, FoyerFieldSet sent_fields, FoyerLead *row)
{
  for (int field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      if ((sent_fields & FOYER_FIELD_BIT (field)) == 0)
        continue;
      if (!foyer_lead_field_is_readable ((FoyerLeadField) field) || !foyer_lead_is_known (row, (FoyerLeadField) field)
          || !same_field (attempt, row, (FoyerLeadField) field))
        return FALSE;
    }
  return TRUE;
}
