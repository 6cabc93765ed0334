/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts what was typed into a lead: titles and names become IDs, by the lists and by asking for companies and people. */

#include "foyer-cli-resolve.h"

#include "foyer-text.h"

#define MOST_PARTIES 20

typedef struct
{
  FoyerCliSession *session;
  FoyerCliArguments *arguments;
  FoyerLead *lead;
  FoyerLead *base; /* nullable */
  GPtrArray *problems;
  gboolean asked[FOYER_N_PICKLISTS]; /* whether the list came from the platform just now */
} Resolving;

static gboolean
has_problem_at (Resolving *self, FoyerLeadField field)
{
  for (guint i = 0; i < self->problems->len; i++)
    if (foyer_cli_problem_is_at (self->problems->pdata[i], field))
      return TRUE;
  return FALSE;
}

static FoyerPicklist *
get_picklist (Resolving *self, FoyerLeadField field)
{
  return foyer_picklists_get (foyer_cli_session_get_picklists (self->session),
                              foyer_lead_field_get_info (field)->picklist);
}

/* An item is looked up where it is remembered; a list that was never seen, or is old, is asked for. */
static gboolean
have_picklist (Resolving *self, FoyerLeadField field, guint max_age, GError **error)
{
  FoyerPicklistKind kind = foyer_lead_field_get_info (field)->picklist;
  FoyerPicklist *picklist = get_picklist (self, field);
  gint64 fetched = foyer_picklist_get_fetched (picklist);
  g_autoptr (GError) local_error = NULL;

  if (self->asked[kind])
    return TRUE;
  if (!foyer_cli_session_refresh_picklist (self->session, kind, max_age, &local_error)
      && (fetched == 0 || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->asked[kind] = local_error != NULL || foyer_picklist_get_fetched (picklist) != fetched;
  return TRUE;
}

/* What can be chosen, of that parent. */
static GPtrArray *
list_choices (FoyerPicklist *picklist, gint64 parent_id)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (picklist));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerPicklistItem) item = g_list_model_get_item (G_LIST_MODEL (picklist), i);

      if (foyer_picklist_item_can_be_chosen (item)
          && (parent_id == 0 || foyer_picklist_item_get_parent_id (item) == parent_id))
        g_ptr_array_add (choices, g_steal_pointer (&item));
    }
  return choices;
}

/* What the title may mean; digits can also be the ID of an item that is called otherwise. */
static GPtrArray *
find_items (FoyerPicklist *picklist, FoyerCliAssignment *assignment, gint64 parent_id)
{
  GPtrArray *found = foyer_picklist_find_title (picklist, assignment->value, parent_id);
  FoyerPicklistItem *item = assignment->id != 0 ? foyer_picklist_lookup (picklist, assignment->id) : NULL;

  if (item != NULL && !g_ptr_array_find (found, item, NULL))
    g_ptr_array_add (found, item);
  return found;
}

static gboolean
resolve_title (Resolving *self, FoyerCliAssignment *assignment, GError **error)
{
  FoyerLeadField field = assignment->field;
  FoyerLeadField parent = foyer_lead_field_get_info (field)->parent;
  gint64 parent_id = parent != FOYER_LEAD_NO_FIELD ? foyer_lead_get_id (self->lead, parent) : 0;
  FoyerPicklist *picklist = get_picklist (self, field);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) choices = NULL;

  if (!have_picklist (self, field, FOYER_CLI_PICKLIST_AGE, assignment->id == 0 ? error : NULL) && assignment->id == 0)
    return FALSE;
  found = find_items (picklist, assignment, parent_id);
  if (found->len == 0 && assignment->id == 0)
    {
      if (!have_picklist (self, field, 0, error))
        return FALSE;
      g_ptr_array_unref (found);
      found = find_items (picklist, assignment, parent_id);
    }

  if (found->len == 1)
    foyer_lead_set_id (self->lead, field, foyer_picklist_item_get_id (found->pdata[0]));
  else if (found->len > 1)
    g_ptr_array_add (self->problems, foyer_cli_problem_new_ambiguous_title (field, assignment->value, found));
  else if (assignment->id != 0)
    foyer_lead_set_id (self->lead, field, assignment->id);
  else
    {
      choices = list_choices (picklist, parent_id);
      g_ptr_array_add (self->problems, foyer_cli_problem_new_unknown_title (field, assignment->value, choices));
    }
  return TRUE;
}

static gboolean
is_called (FoyerParty *party, const char *folded)
{
  g_autofree char *name = foyer_text_fold (foyer_party_get_name (party));
  g_autofree char *email = foyer_text_fold (foyer_party_get_email (party));

  return g_str_equal (name, folded) || (*email != '\0' && g_str_equal (email, folded));
}

static char *
describe_party (FoyerParty *party)
{
  const char *more = foyer_party_get_email (party);

  if (more == NULL || *more == '\0')
    more = foyer_party_get_company_name (party);
  return more != NULL && *more != '\0' ? g_strdup_printf ("%s (%s)", foyer_party_get_name (party), more)
                                       : g_strdup (foyer_party_get_name (party));
}

/* A company or a person by its whole name, or a person by the e-mail address. */
static gboolean
resolve_party (Resolving *self, FoyerCliAssignment *assignment, GError **error)
{
  FoyerLeadField field = assignment->field;
  gboolean is_company = field == FOYER_LEAD_COMPANY;
  gint64 company_id = field == FOYER_LEAD_LEAD_CONTACT ? foyer_lead_get_id (self->lead, FOYER_LEAD_COMPANY) : 0;
  g_autoptr (GPtrArray) parties = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) called = g_ptr_array_new ();
  g_autofree char *folded = foyer_text_fold (assignment->value);

  parties = foyer_cli_session_search_parties (self->session, is_company ? FOYER_PARTY_COMPANY : FOYER_PARTY_PERSON,
                                              assignment->value, company_id, MOST_PARTIES, error);
  if (parties == NULL)
    return FALSE;
  for (guint i = 0; i < parties->len; i++)
    {
      FoyerParty *party = parties->pdata[i];
      g_autofree char *description = describe_party (party);

      g_ptr_array_add (
          all, foyer_picklist_item_new (foyer_party_get_id (party), description, 0, FALSE, FOYER_APPLIES_TO_ANYTHING));
      if (is_called (party, folded))
        g_ptr_array_add (called, all->pdata[i]);
    }

  if (called->len == 1)
    foyer_lead_set_id (self->lead, field, foyer_picklist_item_get_id (called->pdata[0]));
  else if (called->len > 1)
    g_ptr_array_add (self->problems, foyer_cli_problem_new_ambiguous_title (field, assignment->value, called));
  else
    g_ptr_array_add (self->problems, foyer_cli_problem_new_unknown_title (field, assignment->value, all));
  return TRUE;
}

static gboolean
resolve_one (Resolving *self, FoyerCliAssignment *assignment, GError **error)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (assignment->field);
  g_autoptr (FoyerCustomFields) custom_fields = NULL;

  /* Without its parent a title can mean anything. */
  if (info->parent != FOYER_LEAD_NO_FIELD && has_problem_at (self, info->parent) && assignment->id == 0)
    return TRUE;
  if (info->kind == FOYER_KIND_CUSTOM)
    {
      custom_fields = foyer_custom_fields_with (foyer_lead_get_custom_fields (self->lead), assignment->custom_number,
                                                assignment->value);
      foyer_lead_set_custom_fields (self->lead, custom_fields);
    }
  else if (*assignment->value == '\0')
    foyer_lead_clear (self->lead, assignment->field);
  else if (info->kind == FOYER_KIND_TEXT)
    foyer_lead_set_text (self->lead, assignment->field, assignment->value);
  else if (info->picklist == FOYER_PICKLIST_NONE && assignment->id == 0)
    return resolve_party (self, assignment, error);
  else if (info->picklist == FOYER_PICKLIST_NONE || !assignment->takes_title)
    foyer_lead_set_id (self->lead, assignment->field, assignment->id);
  else
    return resolve_title (self, assignment, error);
  return TRUE;
}

static gboolean
is_given (FoyerCliArguments *arguments, FoyerLeadField field)
{
  FoyerCliAssignment *assignment = foyer_cli_arguments_find (arguments, field);

  return assignment != NULL && *assignment->value != '\0';
}

/* Whom it belongs to is what is given; where neither is, the platform takes it for a person's lead (platform-api.md,
 * 3). */
static void
choose_whom_it_belongs_to (Resolving *self)
{
  if (is_given (self->arguments, FOYER_LEAD_COMPANY) || is_given (self->arguments, FOYER_LEAD_LEAD_CONTACT))
    foyer_lead_set_belongs_to (self->lead, FOYER_BELONGS_TO_COMPANY);
  else if (is_given (self->arguments, FOYER_LEAD_CONTACT) || self->base == NULL)
    foyer_lead_set_belongs_to (self->lead, FOYER_BELONGS_TO_PERSON);
}

/* The subtypes of another type, the reasons of another stage: they went with their parent. */
static void
drop_orphans (Resolving *self)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
      FoyerPicklistItem *item;

      if (info->applies != FOYER_APPLIES_WHERE_PARENT_HAS_ANY || !foyer_lead_is_set (self->lead, field)
          || foyer_cli_arguments_find (self->arguments, field) != NULL
          || foyer_lead_field_equal (self->lead, self->base, info->parent))
        continue;
      item = foyer_picklist_lookup (get_picklist (self, field), foyer_lead_get_id (self->lead, field));
      if (item == NULL || foyer_picklist_item_get_parent_id (item) != foyer_lead_get_id (self->lead, info->parent))
        foyer_lead_clear (self->lead, field);
    }
}

/* Whether a type asks for a subtype is in the list of subtypes: without that list the platform says it. */
static gboolean
have_lists_for_rules (Resolving *self, GError **error)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
      g_autoptr (GError) local_error = NULL;

      if (info->applies != FOYER_APPLIES_WHERE_PARENT_HAS_ANY
          || (foyer_cli_arguments_find (self->arguments, field) == NULL
              && foyer_cli_arguments_find (self->arguments, info->parent) == NULL))
        continue;
      if (!have_picklist (self, field, FOYER_CLI_PICKLIST_AGE, &local_error)
          && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}

static void
check_rules (Resolving *self)
{
  FoyerPicklists *picklists = foyer_cli_session_get_picklists (self->session);
  g_autoptr (GArray) found = foyer_lead_rules_check (self->lead, self->base, picklists);

  for (guint i = 0; i < found->len; i++)
    {
      const FoyerLeadProblem *problem = &g_array_index (found, FoyerLeadProblem, i);

      FoyerLeadField parent = foyer_lead_field_get_info (problem->field)->parent;

      if (!has_problem_at (self, problem->field)
          && !(parent != FOYER_LEAD_NO_FIELD && has_problem_at (self, parent)
               && is_given (self->arguments, problem->field)))
        g_ptr_array_add (self->problems, foyer_cli_problem_new_for_rule (self->lead, self->base, problem, picklists));
    }
}

/**
 * foyer_cli_resolve:
 * @lead: what the values are put into
 * @base: (nullable): what the lead was, `NULL` for a new one
 * @problems: (out) (transfer full) (element-type FoyerCliProblem): everything that stands in the way, empty for nothing
 *
 * The fields are taken in the order of their table, parents first, in whatever order they were typed.
 *
 * Returns: whether everything could be looked up
 */
gboolean
foyer_cli_resolve (FoyerCliSession *session,
                   FoyerCliArguments *arguments,
                   FoyerLead *lead,
                   FoyerLead *base,
                   GPtrArray **problems,
                   GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_cli_problem_free);
  Resolving self = { session, arguments, lead, base, found, { FALSE } };

  choose_whom_it_belongs_to (&self);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    for (guint i = 0; i < arguments->assignments->len; i++)
      {
        FoyerCliAssignment *assignment = arguments->assignments->pdata[i];

        if (assignment->field == field && !resolve_one (&self, assignment, error))
          return FALSE;
      }
  if (!have_lists_for_rules (&self, error))
    return FALSE;
  drop_orphans (&self);
  check_rules (&self);
  *problems = g_steal_pointer (&found);
  return TRUE;
}
