/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list says about a lead: a title, whom it belongs to, its choices by name, how old it is, and whether it
 * matches what somebody searches for. */

#include "config.h"

#include "foyer-lead-text.h"

#include "foyer-date-sections.h"
#include "foyer-left-to-right.h"

#include <glib/gi18n.h>

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define WEEK   (7 * DAY)

/**
 * foyer_lead_text_title:
 * @lead: a lead
 *
 * Returns: (transfer full): its name, or a stand-in while it has none
 */
char *
foyer_lead_text_title (FoyerLead *lead)
{
  return foyer_lead_text_name (foyer_lead_get_text (lead, FOYER_LEAD_NAME));
}

/**
 * foyer_lead_text_name:
 * @name: (nullable): of a lead
 *
 * Returns: (transfer full): the name, or a stand-in while there is none
 */
char *
foyer_lead_text_name (const char *name)
{
  return g_strdup (name != NULL && *name != '\0' ? name : C_ ("lead", "Without a name"));
}

/**
 * foyer_lead_text_party:
 * @lead: a lead
 *
 * Returns: (transfer full) (nullable): the company it belongs to, else the person
 */
char *
foyer_lead_text_party (FoyerLead *lead)
{
  static const FoyerLeadField fields[] = { FOYER_LEAD_COMPANY_NAME, FOYER_LEAD_CONTACT_NAME };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *name = foyer_lead_get_text (lead, fields[i]);

      if (name != NULL && *name != '\0')
        return g_strdup (name);
    }
  return NULL;
}

/**
 * foyer_lead_text_item:
 * @picklists: (nullable): the account's lists
 * @kind: one of them
 * @id: of an item in it, or 0
 *
 * Returns: (transfer none): its title; empty when there is none, or when it is not known (yet)
 */
const char *
foyer_lead_text_item (FoyerPicklists *picklists, FoyerPicklistKind kind, gint64 id)
{
  FoyerPicklistItem *item = NULL;

  if (picklists != NULL && id != 0)
    item = foyer_picklist_lookup (foyer_picklists_get (picklists, kind), id);
  return item != NULL ? foyer_picklist_item_get_title (item) : "";
}

static char *
date_section (gint64 key)
{
  switch (key)
    {
    case FOYER_DATE_SECTION_UNKNOWN:
      return g_strdup (C_ ("leads by date", "Date unknown"));
    case FOYER_DATE_SECTION_TODAY:
      return g_strdup (C_ ("leads by date", "Today"));
    case FOYER_DATE_SECTION_YESTERDAY:
      return g_strdup (C_ ("leads by date", "Yesterday"));
    case FOYER_DATE_SECTION_LAST_WEEK:
      return g_strdup (C_ ("leads by date", "Last 7 days"));
    case FOYER_DATE_SECTION_LAST_MONTH:
      return g_strdup (C_ ("leads by date", "Last 30 days"));
    default:
      return foyer_lead_text_month ((guint) key);
    }
}

/**
 * foyer_lead_text_section:
 * @sections: how leads are put under headings
 * @key: of one section
 * @picklists: (nullable): the account's lists
 *
 * Returns: (transfer full): its heading
 */
char *
foyer_lead_text_section (FoyerLeadSections sections, gint64 key, FoyerPicklists *picklists)
{
  const char *title;

  switch (sections)
    {
    case FOYER_LEAD_SECTIONS_DATE:
      return date_section (key);
    case FOYER_LEAD_SECTIONS_STAGE:
      if (key == 0)
        return g_strdup (C_ ("leads by stage", "No stage"));
      title = foyer_lead_text_item (picklists, FOYER_PICKLIST_STAGE, key);
      if (*title != '\0')
        return g_strdup (title);
      return g_strdup_printf ("%" G_GINT64_FORMAT, key);
    case FOYER_LEAD_SECTIONS_NONE:
    default:
      return g_strdup (C_ ("heading of the list", "Leads"));
    }
}

/**
 * foyer_lead_text_month:
 * @month: year * 100 + month
 *
 * Returns: (transfer full): it in words
 */
char *
foyer_lead_text_month (guint month)
{
  g_autoptr (GDateTime) date = g_date_time_new_local ((int) (month / 100), (int) (month % 100), 1, 0, 0, 0);

  /* Translators: a month and its year, for g_date_time_format () */
  return date != NULL ? g_date_time_format (date, C_ ("month", "%B %Y")) : g_strdup_printf ("%u", month);
}

/**
 * foyer_lead_text_time:
 * @unix_time: seconds since 1970; 0 for not known
 *
 * Returns: (nullable) (transfer full): the day and the time as people here write them, in this computer's time zone
 */
char *
foyer_lead_text_time (gint64 unix_time)
{
  g_autoptr (GDateTime) time = unix_time > 0 ? g_date_time_new_from_unix_local (unix_time) : NULL;

  /* Translators: when something was, for g_date_time_format (): day and time as they are written here */
  return time != NULL ? g_date_time_format (time, C_ ("note", "%x %H:%M")) : NULL;
}

static char *
custom_fields_text (FoyerCustomFields *fields)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < foyer_custom_fields_get_n (fields); i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT ": %s", i > 0 ? "\n" : "",
                            foyer_custom_fields_get_number (fields, i), foyer_custom_fields_get_value (fields, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
party_name (FoyerLead *lead, FoyerLeadField field)
{
  switch ((int) field)
    {
    case FOYER_LEAD_COMPANY:
      return foyer_lead_get_text (lead, FOYER_LEAD_COMPANY_NAME);
    case FOYER_LEAD_LEAD_CONTACT:
    case FOYER_LEAD_CONTACT:
      return foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_NAME);
    default:
      return NULL;
    }
}

/**
 * foyer_lead_text_number:
 * @id: of something whose name is not known
 *
 * Returns: (transfer full): it as a person reads it
 */
char *
foyer_lead_text_number (gint64 id)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *number = foyer_left_to_right_isolate (digits);

  /* Translators: the number of something whose name is not known */
  return g_strdup_printf (C_ ("value of a field", "No. %s"), number);
}

/**
 * foyer_lead_text_value:
 * @lead: a lead
 * @field: one of its written fields
 * @picklists: (nullable): the account's lists
 *
 * Returns: (transfer full): the value as a person reads it; a word for one that is empty or not known
 */
char *
foyer_lead_text_value (FoyerLead *lead, FoyerLeadField field, FoyerPicklists *picklists)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  const char *name = party_name (lead, field);
  const char *title;

  if (!foyer_lead_is_known (lead, field))
    return g_strdup (C_ ("value of a field", "Not shown by the platform"));
  if (!foyer_lead_is_set (lead, field))
    return g_strdup (C_ ("value of a field", "Empty"));
  if (info->kind == FOYER_KIND_TEXT)
    return g_strdup (foyer_lead_get_text (lead, field));
  if (info->kind == FOYER_KIND_CUSTOM)
    return custom_fields_text (foyer_lead_get_custom_fields (lead));
  if (name != NULL && *name != '\0')
    return g_strdup (name);
  title = info->picklist != FOYER_PICKLIST_NONE
              ? foyer_lead_text_item (picklists, info->picklist, foyer_lead_get_id (lead, field))
              : "";
  if (*title != '\0')
    return g_strdup (title);
  return foyer_lead_text_number (foyer_lead_get_id (lead, field));
}

/**
 * foyer_lead_text_age:
 * @then: unix seconds
 * @now: unix seconds
 *
 * Short enough to stand beside a title. After four weeks it is the month: "17 weeks" says less than "March 2024".
 *
 * Returns: (transfer full): the time that has passed, in words; empty when @then is not known
 */
char *
foyer_lead_text_age (gint64 then, gint64 now)
{
  g_autoptr (GDateTime) date = NULL;
  char *month = NULL;
  gint64 age = now - then;

  if (then <= 0)
    return g_strdup ("");
  if (age < MINUTE)
    return g_strdup (C_ ("age of a lead", "now"));
  /* Translators: how old a lead is. These stand in a narrow column: use the usual abbreviations. */
  if (age < HOUR)
    return g_strdup_printf (C_ ("age of a lead", "%d min"), (int) (age / MINUTE));
  /* Translators: hours */
  if (age < DAY)
    return g_strdup_printf (C_ ("age of a lead", "%d h"), (int) (age / HOUR));
  /* Translators: days */
  if (age < WEEK)
    return g_strdup_printf (C_ ("age of a lead", "%d d"), (int) (age / DAY));
  /* Translators: weeks */
  if (age < 4 * WEEK)
    return g_strdup_printf (C_ ("age of a lead", "%d wk"), (int) (age / WEEK));

  date = g_date_time_new_from_unix_local (then);
  /* Translators: month and year of an old lead, for g_date_time_format () */
  month = date != NULL ? g_date_time_format (date, C_ ("age of a lead", "%b %Y")) : NULL;
  return month != NULL ? month : g_strdup (""); /* a translation can be none that can be read */
}

/**
 * foyer_lead_text_matches:
 * @lead: a lead that is only on this desk
 *
 * Returns: whether @search finds it by the texts that leads of the mirror are found by
 */
gboolean
foyer_lead_text_matches (FoyerLead *lead, const FoyerSearch *search)
{
  static const FoyerLeadField fields[] = {
    FOYER_LEAD_NAME,         FOYER_LEAD_DESCRIPTION,   FOYER_LEAD_COMPANY_NAME,
    FOYER_LEAD_CONTACT_NAME, FOYER_LEAD_CONTACT_EMAIL, FOYER_LEAD_CONTACT_PHONE,
  };
  const char *texts[G_N_ELEMENTS (fields)];

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    texts[i] = foyer_lead_get_text (lead, fields[i]);
  return foyer_search_matches (search, texts, G_N_ELEMENTS (texts));
}
