/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Companies and people: the platform's, joined with what this desk has seen. */

#include "foyer-session-private.h"

#include "foyer-party-cache.h"

typedef struct
{
  FoyerPartyKind kind;
  char *text;
  gint64 company_id;
  guint limit;
  gint64 id;
  gboolean only_known; /* the platform is not asked */
  GPtrArray *seen;     /* what this desk has seen, the ones used last first */
  GError *error;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->text);
  g_clear_pointer (&search->seen, g_ptr_array_unref);
  g_clear_error (&search->error);
  g_free (search);
}

static void
parties_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_party_cache_put_finish (FOYER_MIRROR_FILE (source), result, &error))
    g_info ("Could not remember companies and people: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
remember (FoyerSession *self, GPtrArray *parties, gint64 used)
{
  if (parties->len > 0)
    foyer_party_cache_put_async (self->mirror, parties, used, NULL, parties_put_cb,
                                 foyer_session_start (self, FALSE, NULL, NULL, NULL, remember));
}

static FoyerParty *
find_party (GPtrArray *parties, gint64 id)
{
  for (guint i = 0; i < parties->len; i++)
    if (foyer_party_get_id (parties->pdata[i]) == id)
      return parties->pdata[i];
  return NULL;
}

/* The ones this desk has used first, each as the platform shows it now where it does. */
static GPtrArray *
join (GPtrArray *seen, GPtrArray *found, guint limit)
{
  GPtrArray *joined = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < seen->len && joined->len < limit; i++)
    {
      FoyerParty *newer = find_party (found, foyer_party_get_id (seen->pdata[i]));
      g_ptr_array_add (joined, g_object_ref (newer != NULL ? newer : seen->pdata[i]));
    }
  for (guint i = 0; i < found->len && joined->len < limit; i++)
    if (find_party (joined, foyer_party_get_id (found->pdata[i])) == NULL)
      g_ptr_array_add (joined, g_object_ref (found->pdata[i]));
  return joined;
}

static void
return_parties (GTask *task, GPtrArray *parties)
{
  g_task_return_pointer (task, parties, (GDestroyNotify) g_ptr_array_unref);
}

static void
platform_searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  const Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray)
      found = foyer_directory_service_search_finish (FOYER_DIRECTORY_SERVICE (source), result, &error);

  foyer_session_heard (self, FOYER_CALL_READ, error);
  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  remember (self, found, 0);
  return_parties (task, join (search->seen, found, search->limit));
}

static void
search_ready (FoyerSession *self, GTask *task)
{
  const Search *search = g_task_get_task_data (task);

  foyer_directory_service_search_async (self->directory_service, search->kind, search->text, search->company_id,
                                        search->limit, g_task_get_cancellable (task), platform_searched_cb, task);
}

static void
platform_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *parties = g_task_propagate_pointer (G_TASK (result), &error);

  if (parties != NULL)
    return_parties (task, parties);
  else if (error->domain == FOYER_ERROR && search->seen->len > 0)
    {
      g_error_free (error);
      return_parties (task, g_ptr_array_ref (search->seen));
    }
  else
    g_task_return_error (task, error);
}

static void
seen_searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  GTask *asking;
  Search *asked;

  search->seen = foyer_party_cache_search_finish (FOYER_MIRROR_FILE (source), result, &error);
  if (search->seen == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* As many as are wanted need no network. Nor, where nothing was asked for, do the ones used last. */
  if (search->only_known || search->seen->len >= search->limit
      || (*search->text == '\0' && search->company_id == 0 && search->seen->len > 0))
    {
      return_parties (task, g_ptr_array_ref (search->seen));
      return;
    }

  asked = g_new0 (Search, 1);
  asked->kind = search->kind;
  asked->text = g_strdup (search->text);
  asked->company_id = search->company_id;
  asked->limit = search->limit;
  asked->seen = g_ptr_array_ref (search->seen);
  asking = g_task_new (self, g_task_get_cancellable (task), platform_asked_cb, g_object_ref (task));
  g_task_set_task_data (asking, asked, search_free);
  foyer_session_with_client (self, asking, search_ready);
}

static void
start_search (FoyerSession *self,
              Search *search,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data,
              gpointer tag)
{
  GTask *task = foyer_session_start (self, TRUE, cancellable, callback, user_data, tag);

  g_task_set_task_data (task, search, search_free);
  /* A company that is not on the platform yet is nobody's but this desk's. */
  if (search->company_id < 0)
    {
      return_parties (task, g_ptr_array_new_with_free_func (g_object_unref));
      g_object_unref (task);
      return;
    }
  foyer_party_cache_search_async (self->mirror, search->kind, search->text, search->company_id, search->limit,
                                  g_task_get_cancellable (task), seen_searched_cb, task);
}

static Search *
search_new (FoyerPartyKind kind, const char *text, gint64 company_id, guint limit)
{
  Search *search = g_new0 (Search, 1);

  search->kind = kind;
  search->text = g_strstrip (g_strdup (text != NULL ? text : ""));
  search->company_id = company_id;
  search->limit = limit;
  return search;
}

/**
 * foyer_session_list_known_parties_async:
 * @text: (nullable): a part of a name, an e-mail address or a telephone number
 * @company_id: only people of this company, 0 for any
 * @limit: at most so many of the platform's, above 0
 *
 * What this desk has, at once: the platform is not asked. Ends with foyer_session_search_parties_finish().
 */
void
foyer_session_list_known_parties_async (FoyerSession *self,
                                        FoyerPartyKind kind,
                                        const char *text,
                                        gint64 company_id,
                                        guint limit,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  Search *search;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (limit > 0);

  search = search_new (kind, text, company_id, limit);
  search->only_known = TRUE;
  start_search (self, search, cancellable, callback, user_data, foyer_session_list_known_parties_async);
}

/**
 * foyer_session_search_parties_async:
 * @text: (nullable): a part of a name, an e-mail address or a telephone number
 * @company_id: only people of this company, 0 for any
 * @limit: at most so many of the platform's, above 0
 *
 * The platform is asked when this desk has seen less than @limit of them. Fails only when it cannot be and this desk
 * has seen none either.
 */
void
foyer_session_search_parties_async (FoyerSession *self,
                                    FoyerPartyKind kind,
                                    const char *text,
                                    gint64 company_id,
                                    guint limit,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (limit > 0);

  start_search (self, search_new (kind, text, company_id, limit), cancellable, callback, user_data,
                foyer_session_search_parties_async);
}

/**
 * foyer_session_search_parties_finish:
 *
 * Ends foyer_session_list_known_parties_async(), too.
 *
 * Returns: (transfer full) (element-type FoyerParty): those that are not on the platform yet, then the ones used last
 */
GPtrArray *
foyer_session_search_parties_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) local = NULL;
  g_autoptr (GPtrArray) parties = NULL;
  g_autoptr (GError) local_error = NULL;
  const Search *search;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  search = g_task_get_task_data (G_TASK (result));
  parties = g_task_propagate_pointer (G_TASK (result), &local_error);
  local = foyer_outbox_list_parties (self->outbox, search->kind, search->text, search->company_id);
  if (parties == NULL && (local->len == 0 || local_error->domain != FOYER_ERROR))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  for (guint i = 0; parties != NULL && i < parties->len; i++)
    g_ptr_array_add (local, g_object_ref (parties->pdata[i]));
  return g_steal_pointer (&local);
}

static void
party_remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  FoyerParty *party = foyer_party_cache_load_finish (FOYER_MIRROR_FILE (source), result, NULL);

  if (party != NULL)
    g_task_return_pointer (task, party, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&search->error));
}

static void
platform_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FoyerParty) party = foyer_directory_service_get_finish (FOYER_DIRECTORY_SERVICE (source), result, &error);
  g_autoptr (GPtrArray) parties = NULL;

  foyer_session_heard (self, FOYER_CALL_READ, error);
  if (party == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  parties = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (parties, g_object_ref (party));
  remember (self, parties, 0);
  g_task_return_pointer (task, g_steal_pointer (&party), g_object_unref);
}

static void
load_ready (FoyerSession *self, GTask *task)
{
  const Search *search = g_task_get_task_data (task);

  foyer_directory_service_get_async (self->directory_service, search->kind, search->id, g_task_get_cancellable (task),
                                     platform_loaded_cb, task);
}

static void
party_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = FOYER_SESSION (source);
  Search *search = g_task_get_task_data (task);
  FoyerParty *party = g_task_propagate_pointer (G_TASK (result), &search->error);

  if (party != NULL)
    g_task_return_pointer (task, party, g_object_unref);
  else if (search->error->domain != FOYER_ERROR || search->error->code == FOYER_ERROR_GONE)
    g_task_return_error (task, g_steal_pointer (&search->error));
  else
    foyer_party_cache_load_async (self->mirror, search->kind, search->id, g_task_get_cancellable (task),
                                  party_remembered_cb, g_object_ref (task));
}

static Search *
search_for_id (FoyerPartyKind kind, gint64 id)
{
  Search *search = g_new0 (Search, 1);

  search->kind = kind;
  search->id = id;
  return search;
}

static void
return_local_party (FoyerSession *self, GTask *task, gint64 local_id)
{
  FoyerParty *party = foyer_outbox_find_party (self->outbox, local_id);

  if (party != NULL)
    g_task_return_pointer (task, party, g_object_unref);
  else
    g_task_return_error (task, foyer_error_new (FOYER_ERROR_GONE, "There is no such company or person here"));
  g_object_unref (task);
}

/**
 * foyer_session_load_party_async:
 * @id: its id; below 0 for one that is not on the platform yet
 *
 * One company or person by its ID: as the platform shows it, else as this desk last saw it.
 */
void
foyer_session_load_party_async (FoyerSession *self,
                                FoyerPartyKind kind,
                                gint64 id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task, *asking;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (id != 0);

  task = foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_load_party_async);
  if (id < 0)
    {
      return_local_party (self, task, id);
      return;
    }
  g_task_set_task_data (task, search_for_id (kind, id), search_free);
  asking = g_task_new (self, g_task_get_cancellable (task), party_asked_cb, task);
  g_task_set_task_data (asking, search_for_id (kind, id), search_free);
  foyer_session_with_client (self, asking, load_ready);
}

/**
 * foyer_session_load_party_finish:
 *
 * Returns: (transfer full): the company or person, or %NULL with `FOYER_ERROR_GONE` when there is none
 */
FoyerParty *
foyer_session_load_party_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
add_party (GPtrArray *parties, FoyerPartyKind kind, FoyerLead *lead, FoyerLeadField id_field, FoyerLeadField name_field)
{
  const char *name = foyer_lead_get_text (lead, name_field);
  FoyerParty *party;

  if (!foyer_lead_is_set (lead, id_field) || name == NULL || *name == '\0')
    return;
  party = foyer_party_new (kind, foyer_lead_get_id (lead, id_field), name);
  if (kind == FOYER_PARTY_PERSON)
    {
      foyer_party_set_email (party, foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_EMAIL));
      foyer_party_set_phone (party, foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_PHONE));
      if (id_field == FOYER_LEAD_LEAD_CONTACT)
        foyer_party_set_company (party, foyer_lead_get_id (lead, FOYER_LEAD_COMPANY),
                                 foyer_lead_get_text (lead, FOYER_LEAD_COMPANY_NAME));
    }
  g_ptr_array_add (parties, party);
}

/* The company and the people of a lead that was saved are the ones to be offered first. */
void
foyer_session_use_parties (FoyerSession *self, FoyerLead *lead)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new_with_free_func (g_object_unref);

  if (foyer_lead_get_belongs_to (lead) == FOYER_BELONGS_TO_COMPANY)
    {
      add_party (parties, FOYER_PARTY_COMPANY, lead, FOYER_LEAD_COMPANY, FOYER_LEAD_COMPANY_NAME);
      add_party (parties, FOYER_PARTY_PERSON, lead, FOYER_LEAD_LEAD_CONTACT, FOYER_LEAD_CONTACT_NAME);
    }
  else
    add_party (parties, FOYER_PARTY_PERSON, lead, FOYER_LEAD_CONTACT, FOYER_LEAD_CONTACT_NAME);
  remember (self, parties, g_get_real_time () / G_USEC_PER_SEC);
}

static void
name_by_id (FoyerLead *lead, gint64 local_id, gint64 platform_id)
{
  for (guint field = 0; lead != NULL && field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_lead_field_is_party (field) && foyer_lead_get_id (lead, field) == local_id)
      foyer_lead_set_id (lead, field, platform_id);
}

/* A company or person that was made here is on the platform: what is on the disk names it by its id already. */
void
foyer_session_party_arrived (FoyerSession *self, FoyerParty *party, gint64 local_id)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->drafts));

  g_ptr_array_add (parties, party);
  remember (self, parties, g_get_real_time () / G_USEC_PER_SEC);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);

      name_by_id (foyer_draft_get_lead (draft), local_id, foyer_party_get_id (party));
      name_by_id (foyer_draft_get_base (draft), local_id, foyer_party_get_id (party));
    }
}
