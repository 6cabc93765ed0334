/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a lead is among what was found, when its row does not show it: the text it is found by, or the note. */

#include "foyer-lead-excerpt.h"

#include "foyer-excerpt.h"

/* What a person knows a lead by comes first. */
static const char *const questions[] = {
  "SELECT contact_name, contact_email, contact_phone, description FROM lead_text WHERE id = ?1",
  "SELECT coalesce (text, source) FROM note WHERE lead_id = ?1",
};
static const int n_texts[] = { 4, 1 };

static gboolean
look_in (FoyerDatabase *database, guint question, const FoyerSearch *search, gint64 id, char **excerpt, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, questions[question], error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, id);
  while (*excerpt == NULL && foyer_statement_next (statement, &local_error))
    for (int i = 0; *excerpt == NULL && i < n_texts[question]; i++)
      *excerpt = foyer_excerpt_new (search, foyer_statement_get_text (statement, i));
  foyer_statement_reset (statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
foyer_lead_excerpt_read (FoyerDatabase *database, const FoyerSearch *search, FoyerLeadSummary *summary, GError **error)
{
  const char *const shown[] = { foyer_lead_summary_get_name (summary), foyer_lead_summary_get_party (summary) };
  g_autoptr (FoyerSearch) rest = foyer_search_new_rest (search, shown, G_N_ELEMENTS (shown));
  g_autofree char *excerpt = NULL;

  if (!foyer_search_is_empty (rest))
    for (guint i = 0; excerpt == NULL && i < G_N_ELEMENTS (questions); i++)
      if (!look_in (database, i, rest, foyer_lead_summary_get_id (summary), &excerpt, error))
        return FALSE;
  foyer_lead_summary_set_excerpt (summary, excerpt);
  return TRUE;
}
