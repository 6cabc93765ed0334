/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences for what stands in the way of a lead: which field, and what to type instead. */

#include "foyer-cli-problem.h"

#include "foyer-cli-near.h"
#include "foyer-refusal.h"
#include "foyer-text.h"

#include <glib/gi18n.h>

#define MOST_LISTED 12

/**
 * foyer_cli_field_get_parameter:
 *
 * Returns: the name machines use for the field: today's where the platform has two
 */
const char *
foyer_cli_field_get_parameter (FoyerLeadField field)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  const char *parameter = info->write_names[0];

  for (guint i = 0; info->write_names[i] != NULL; i++)
    parameter = info->write_names[i];
  return parameter;
}

/**
 * foyer_cli_field_get_label:
 *
 * Returns: what people call the field, translated
 */
const char *
foyer_cli_field_get_label (FoyerLeadField field)
{
  return g_dpgettext2 (NULL, FOYER_LEAD_FIELD_CONTEXT, foyer_lead_field_get_info (field)->label);
}

/**
 * foyer_cli_field_join_labels:
 * @fields: some fields
 *
 * Returns: (transfer full): what people call them, translated, in a line
 */
char *
foyer_cli_field_join_labels (FoyerFieldSet fields)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (fields & FOYER_FIELD_BIT (field))
      g_ptr_array_add (labels, (gpointer) foyer_cli_field_get_label (field));
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (C_ ("list of fields", ", "), (char **) labels->pdata);
}

static FoyerCliProblem *
problem_new (FoyerLeadField field, const char *code, char *message)
{
  FoyerCliProblem *self = g_new0 (FoyerCliProblem, 1);

  self->parameter = g_strdup (foyer_cli_field_get_parameter (field));
  self->short_name = g_strdup (foyer_lead_field_get_info (field)->short_name);
  self->code = code;
  self->message = message;
  return self;
}

static GPtrArray *
titles_of (GPtrArray *items)
{
  GPtrArray *titles = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (titles, (gpointer) foyer_picklist_item_get_title (items->pdata[i]));
  return titles;
}

static char *
join_titles (GPtrArray *titles)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < titles->len; i++)
    {
      g_autofree char *clean = foyer_text_clean (titles->pdata[i], FALSE);
      /* Translators: a title in a list of titles, with its quotation marks */
      g_autofree char *quoted = g_strdup_printf (C_ ("title", "“%s”"), clean);
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? C_ ("list of fields", ", ") : "", quoted);
    }
  return g_string_free (joined, FALSE);
}

/* How the field's values can be seen: a list of its own, or the search for companies and people. */
static char *
where_to_look (FoyerLeadField field)
{
  FoyerPicklistKind kind = foyer_lead_field_get_info (field)->picklist;

  if (kind == FOYER_PICKLIST_NONE)
    /* Translators: what to type; %s is what the platform calls a field, as in "companyId=ID". Another sentence may
     * stand before it; the full stop comes after it */
    return g_strdup_printf (_ ("Give %s=ID"), foyer_cli_field_get_parameter (field));
  /* Translators: where to look; another sentence may stand before it, and the full stop comes after it */
  return g_strdup_printf (_ ("“foyer-cli picklist %s” shows what there is"), foyer_picklist_kind_to_name (kind));
}

/**
 * foyer_cli_problem_new_unknown_title:
 * @items: (element-type FoyerPicklistItem): what could be chosen
 *
 * Returns: (transfer full): the problem, with the items that are near
 */
FoyerCliProblem *
foyer_cli_problem_new_unknown_title (FoyerLeadField field, const char *title, GPtrArray *items)
{
  g_autoptr (GPtrArray) titles = titles_of (items);
  g_autoptr (GPtrArray) near = foyer_cli_near (title, titles, 5);
  GPtrArray *named = near->len > 0 ? near : titles;
  g_autofree char *clean = foyer_text_clean (title, FALSE);
  g_autofree char *joined = join_titles (named);
  g_autofree char *look = where_to_look (field);
  const char *label = foyer_cli_field_get_label (field);
  FoyerCliProblem *self;

  if (named->len == 0 || named->len > MOST_LISTED)
    /* Translators: the label of a field, for example "Stage", a title that was typed, and a sentence without its full
     * stop, either "Give companyId=ID" or "“foyer-cli picklist stage” shows what there is" */
    self = problem_new (field, "unknown-title", g_strdup_printf (_ ("%s: there is no “%s”. %s."), label, clean, look));
  else if (near->len > 0)
    /* Translators: the label of a field, for example "Stage", a title that was typed, and titles in quotation marks */
    self = problem_new (field, "unknown-title",
                        g_strdup_printf (_ ("%s: there is no “%s”. Do you mean %s?"), label, clean, joined));
  else
    /* Translators: the label of a field, for example "Stage", a title that was typed, and titles in quotation marks */
    self = problem_new (field, "unknown-title",
                        g_strdup_printf (_ ("%s: there is no “%s”. There are: %s."), label, clean, joined));

  self->candidates = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < items->len && named->len <= MOST_LISTED; i++)
    if (g_ptr_array_find (named, foyer_picklist_item_get_title (items->pdata[i]), NULL))
      g_ptr_array_add (self->candidates, g_object_ref (items->pdata[i]));
  return self;
}

/**
 * foyer_cli_problem_new_ambiguous_title:
 * @items: (element-type FoyerPicklistItem): what has that title
 *
 * Returns: (transfer full): the problem, with the ID of each
 */
FoyerCliProblem *
foyer_cli_problem_new_ambiguous_title (FoyerLeadField field, const char *title, GPtrArray *items)
{
  g_autoptr (GString) message = g_string_new (NULL);
  g_autofree char *clean = foyer_text_clean (title, FALSE);
  FoyerCliProblem *self;

  /* Translators: the label of a field, for example "Stage", and a title that was typed; a list of IDs follows */
  g_string_append_printf (message, _ ("%s: “%s” can mean several. Give the ID:"), foyer_cli_field_get_label (field),
                          clean);
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *item_title = foyer_text_clean (foyer_picklist_item_get_title (items->pdata[i]), FALSE);
      g_string_append_printf (message, "\n    %s=%" G_GINT64_FORMAT "  %s", foyer_cli_field_get_parameter (field),
                              foyer_picklist_item_get_id (items->pdata[i]), item_title);
    }
  self = problem_new (field, "ambiguous-title", g_string_free (g_steal_pointer (&message), FALSE));
  self->candidates = g_ptr_array_copy (items, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (self->candidates, g_object_unref);
  return self;
}

static char *
title_of (FoyerLead *lead, FoyerLeadField field, FoyerPicklists *picklists)
{
  FoyerPicklistKind kind = foyer_lead_field_get_info (field)->picklist;
  gint64 id = foyer_lead_get_id (lead, field);
  FoyerPicklistItem *item = kind != FOYER_PICKLIST_NONE
                                ? foyer_picklist_lookup (foyer_picklists_get (picklists, kind), id)
                                : NULL;

  if (item != NULL)
    return foyer_text_clean (foyer_picklist_item_get_title (item), FALSE);
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static char *
say_missing (FoyerLead *lead, FoyerLead *base, FoyerLeadField field)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  const char *parameter = foyer_cli_field_get_parameter (field);
  g_autofree char *advice = NULL;

  if (field == FOYER_LEAD_CONTACT && base == NULL)
    return g_strdup (_ ("It is not said whom the lead belongs to. Give contact=NAME for a person, or company=NAME and "
                        "lead-contact=NAME for a company."));
  if (info->kind == FOYER_KIND_TEXT)
    /* Translators: what to type; %s is what the command line calls a field, as in "name=TEXT" */
    advice = g_strdup_printf (_ ("Give %s=TEXT."), info->short_name);
  else if (info->picklist != FOYER_PICKLIST_NONE)
    /* Translators: what to type; %s are what the command line and the platform call a field, as in "stage=TITLE" and
     * "stageId=ID" */
    advice = g_strdup_printf (_ ("Give %s=TITLE or %s=ID."), info->short_name, parameter);
  else
    /* Translators: what to type; %s are what the command line and the platform call a field, as in "company=NAME" and
     * "companyId=ID" */
    advice = g_strdup_printf (_ ("Give %s=NAME or %s=ID."), info->short_name, parameter);
  return g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), _ (foyer_refusal_get_missing (field)), advice);
}

/**
 * foyer_cli_problem_new_for_rule:
 * @problem: what foyer_lead_rules_check() found
 *
 * Returns: (transfer full): the problem, in a sentence
 */
FoyerCliProblem *
foyer_cli_problem_new_for_rule (FoyerLead *lead,
                                FoyerLead *base,
                                const FoyerLeadProblem *problem,
                                FoyerPicklists *picklists)
{
  FoyerLeadField field = problem->field;
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  const char *label = foyer_cli_field_get_label (field);
  g_autofree char *title = NULL;
  g_autofree char *parent_title = NULL;
  g_autofree char *look = where_to_look (field);

  switch (problem->problem)
    {
    case FOYER_PROBLEM_MISSING:
      return problem_new (field, "missing", say_missing (lead, base, field));
    case FOYER_PROBLEM_NOT_OF_PARENT:
      title = title_of (lead, field, picklists);
      parent_title = title_of (lead, info->parent, picklists);
      return problem_new (
          field, "not-of-parent",
          /* Translators: for example: Subtype “Wedding” is not one of Type “Conference”. Give another, or … */
          g_strdup_printf (_ ("%s “%s” is not one of %s “%s”. Give another, or none with %s= and nothing after it."),
                           label, title, foyer_cli_field_get_label (info->parent), parent_title, info->short_name));
    case FOYER_PROBLEM_RETIRED:
      title = title_of (lead, field, picklists);
      /* Translators: the label of a field, for example "Stage", the title that was chosen, and a sentence about where
       * to look, without its full stop */
      return problem_new (field, "retired",
                          g_strdup_printf (_ ("%s “%s” is no longer offered. Give another. %s."), label, title, look));
    case FOYER_PROBLEM_NOT_FOR_LEADS:
      title = title_of (lead, field, picklists);
      return problem_new (
          field, "not-for-leads",
          /* Translators: the label of a field, for example "Stage", the title that was chosen, and a sentence about
           * where to look, without its full stop */
          g_strdup_printf (_ ("%s “%s” is for opportunities, not for leads. Give another. %s."), label, title, look));
    case FOYER_PROBLEM_REFUSED:
    case FOYER_PROBLEM_NONE:
    default:
      /* Translators: %s is the label of a field, for example "Stage" */
      return problem_new (field, "refused", g_strdup_printf (_ ("%s cannot be sent as it is."), label));
    }
}

/**
 * foyer_cli_refusal_message:
 * @sentence: (nullable): what foyer_refusal_get_sentence() found
 * @words: the platform's own, clean; may be empty
 *
 * Returns: (transfer full): why something was refused, translated, and after it what the platform said
 */
char *
foyer_cli_refusal_message (const char *sentence, const char *words)
{
  g_autofree char *said = NULL;

  if (sentence == NULL)
    return g_strdup (*words != '\0' ? words : _ ("The platform did not accept this."));
  if (*words == '\0')
    return g_strdup (_ (sentence));
  /* Translators: %s are the platform's own words about a field, for example "must be a number" */
  said = g_strdup_printf (_ ("The platform says: %s"), words);
  return g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), _ (sentence), said);
}

/**
 * foyer_cli_problem_new_refused:
 * @parameter: what the platform named
 * @code: a FoyerErrorCode: what the answer means
 * @specific_code: the platform's, to be told in a sentence; 0 for none
 * @words: (nullable): what it said of it
 *
 * Returns: (transfer full): the platform's own problem
 */
FoyerCliProblem *
foyer_cli_problem_new_refused (const char *parameter, int code, int specific_code, const char *words)
{
  FoyerLeadField field = foyer_lead_field_from_wire_name (parameter);
  g_autofree char *clean = foyer_text_clean (words, FALSE);
  const char *sentence = foyer_refusal_get_sentence (code, specific_code, field);
  char *message = foyer_cli_refusal_message (sentence, clean);
  FoyerCliProblem *self;

  if (field != FOYER_LEAD_NO_FIELD)
    return problem_new (field, "refused", message);
  self = g_new0 (FoyerCliProblem, 1);
  self->parameter = foyer_text_clean (parameter, FALSE);
  self->code = "refused";
  self->message = message;
  return self;
}

/**
 * foyer_cli_problem_is_at:
 *
 * Returns: whether the problem is at @field
 */
gboolean
foyer_cli_problem_is_at (FoyerCliProblem *self, FoyerLeadField field)
{
  return g_str_equal (self->parameter, foyer_cli_field_get_parameter (field));
}

void
foyer_cli_problem_free (FoyerCliProblem *self)
{
  g_free (self->parameter);
  g_free (self->short_name);
  g_free (self->message);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_free (self);
}
