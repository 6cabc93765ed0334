/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The newest leads as the window lists them, and which leads this session knew before an attempt was sent. */

#include "foyer-session-private.h"

#include "foyer-arrival.h"
#include "foyer-lead-cache.h"

#define DAY         86400
#define CLOCK_SLACK 5 /* seconds that our notion of the platform's clock may be off */

/* A lead keeps the knowledge it was first known with; sending an attempt begins a new one. So a lead that was known
 * before an attempt cannot be what the attempt made, without asking a clock. */
static void
know_lead (FoyerSession *self, gint64 platform_id)
{
  if (platform_id > 0 && !g_hash_table_contains (self->known_leads, &platform_id))
    g_hash_table_insert (self->known_leads, g_memdup2 (&platform_id, sizeof platform_id),
                         GUINT_TO_POINTER (self->knowledge));
}

void
foyer_session_know_leads (FoyerSession *self, GPtrArray *leads)
{
  for (guint i = 0; i < leads->len; i++)
    know_lead (self, foyer_lead_get_platform_id (leads->pdata[i]));
}

/* Of all leads there are, those that an attempt of this session could be mistaken for: what was created long ago cannot
 * be what an attempt made, whoever knew it. */
void
foyer_session_know_recent_leads (FoyerSession *self, GPtrArray *leads)
{
  gint64 earliest = foyer_arrival_get_earliest (foyer_session_get_platform_time (self)) - DAY;

  for (guint i = 0; i < leads->len; i++)
    {
      gint64 created = foyer_lead_get_date (leads->pdata[i], FOYER_LEAD_CREATED);

      if (created == 0 || created >= earliest)
        know_lead (self, foyer_lead_get_platform_id (leads->pdata[i]));
    }
}

/* Before the first byte of an attempt leaves. */
void
foyer_session_begin_attempt (FoyerSession *self, const char *uuid)
{
  g_hash_table_replace (self->attempts, g_strdup (uuid), GUINT_TO_POINTER (self->knowledge));
  self->knowledge++;
}

/* Returns: (transfer container) (element-type gint64): the leads that were known before the last attempt for this UUID.
 * After a restart nobody remembers, and the platform's creation dates have to do. */
GHashTable *
foyer_session_get_known_before (FoyerSession *self, const char *uuid)
{
  GHashTable *known = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint knowledge = GPOINTER_TO_UINT (g_hash_table_lookup (self->attempts, uuid));
  GHashTableIter iter;
  gpointer id, since;

  g_hash_table_iter_init (&iter, self->known_leads);
  while (g_hash_table_iter_next (&iter, &id, &since))
    if (GPOINTER_TO_UINT (since) <= knowledge)
      g_hash_table_add (known, id);
  return known;
}

/* The platform's IDs grow; the mirror lists by them, too. */
static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 first = foyer_lead_get_platform_id ((FoyerLead *) a), second = foyer_lead_get_platform_id ((FoyerLead *) b);

  return first > second ? -1 : first < second;
}

static FoyerLead *
find_shown (FoyerSession *self, gint64 platform_id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->newest_leads));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerLead) lead = g_list_model_get_item (G_LIST_MODEL (self->newest_leads), i);
      if (foyer_lead_get_platform_id (lead) == platform_id)
        return lead; /* the list holds it */
    }
  return NULL;
}

static gboolean
says_the_same (FoyerLead *lead, FoyerLead *other)
{
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    if (foyer_lead_get_state (lead, field) != foyer_lead_get_state (other, field)
        || !foyer_lead_field_equal (lead, other, field))
      return FALSE;
  return foyer_lead_equal (lead, other);
}

/* A lead that is listed stays the same object, with its local UUID, so that a selection holds; who watches the list is
 * told. Returns whether it changed. */
static gboolean
follow (FoyerLead *shown, FoyerLead *newer)
{
  g_autoptr (FoyerLead) copy = NULL;

  if (says_the_same (shown, newer))
    return FALSE;
  copy = foyer_lead_copy (newer);
  foyer_lead_set_uuid (copy, foyer_lead_get_uuid (shown));
  foyer_lead_assign (shown, copy);
  return TRUE;
}

static void
tell_changed (FoyerSession *self, FoyerLead *lead)
{
  guint position;

  if (g_list_store_find (self->newest_leads, lead, &position))
    g_list_model_items_changed (G_LIST_MODEL (self->newest_leads), position, 1, 1);
}

/* One lead was added or changed: into its place, at once. */
void
foyer_session_show_lead (FoyerSession *self, FoyerLead *lead)
{
  FoyerLead *shown = find_shown (self, foyer_lead_get_platform_id (lead));
  g_autoptr (FoyerLead) copy = NULL;
  guint n;

  if (shown != NULL)
    {
      if (follow (shown, lead))
        tell_changed (self, shown);
      return;
    }
  copy = foyer_lead_copy (lead);
  g_list_store_insert_sorted (self->newest_leads, copy, compare_newest_first, NULL);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->newest_leads));
  if (n > FOYER_N_NEWEST_LEADS)
    g_list_store_splice (self->newest_leads, FOYER_N_NEWEST_LEADS, n - FOYER_N_NEWEST_LEADS, NULL, 0);
}

/* Shows these leads and no others, changing the smallest range of the list. */
void
foyer_session_show_leads (FoyerSession *self, GPtrArray *leads)
{
  GListModel *model = G_LIST_MODEL (self->newest_leads);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  guint n_before = g_list_model_get_n_items (model);
  guint n_same_start = 0, n_same_end = 0;

  for (guint i = 0; i < leads->len && i < FOYER_N_NEWEST_LEADS; i++)
    {
      FoyerLead *lead = leads->pdata[i];
      FoyerLead *shown = find_shown (self, foyer_lead_get_platform_id (lead));

      if (shown != NULL && follow (shown, lead))
        g_ptr_array_add (changed, shown);
      g_ptr_array_add (wanted, g_object_ref (shown != NULL ? shown : lead));
    }

  while (n_same_start < MIN (n_before, wanted->len))
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, n_same_start);
      if (item != wanted->pdata[n_same_start])
        break;
      n_same_start++;
    }
  while (n_same_end < MIN (n_before, wanted->len) - n_same_start)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, n_before - 1 - n_same_end);
      if (item != wanted->pdata[wanted->len - 1 - n_same_end])
        break;
      n_same_end++;
    }

  if (n_same_start + n_same_end < MAX (n_before, wanted->len))
    g_list_store_splice (self->newest_leads, n_same_start, n_before - n_same_start - n_same_end,
                         wanted->pdata + n_same_start, wanted->len - n_same_start - n_same_end);
  for (guint i = 0; i < changed->len; i++)
    tell_changed (self, changed->pdata[i]);
}

static void
leads_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_lead_cache_put_finish (FOYER_MIRROR_FILE (source), result, &error))
    g_info ("Could not remember leads: %s", error->message);
  foyer_session_mirror_changed (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

/* A lead as it was saved, until the platform shows it itself. kept: when, by this desk's clock. */
void
foyer_session_show_saved (FoyerSession *self, FoyerLead *lead, gboolean was_added, gint64 kept)
{
  g_autoptr (FoyerLead) saved = foyer_lead_copy (lead);
  gint64 now = foyer_session_get_platform_time (self);
  gint64 offset = now - g_get_real_time () / G_USEC_PER_SEC;

  if (was_added)
    foyer_lead_set_date (saved, FOYER_LEAD_CREATED, now);
  foyer_lead_set_date (saved, FOYER_LEAD_MODIFIED, now);
  foyer_session_show_lead (self, saved);
  know_lead (self, foyer_lead_get_platform_id (saved));
  /* What the platform's clock will say must not look older than this: it was kept before it was sent. */
  foyer_lead_cache_put_saved_async (self->mirror, saved, MAX (MIN (kept, now - offset) + offset - CLOCK_SLACK, 1), NULL,
                                    leads_put_cb,
                                    foyer_session_start (self, FALSE, NULL, NULL, NULL, foyer_session_show_saved));
}

/* Into the mirror, without waiting for it: what is lost there can be fetched again. */
void
foyer_session_remember_leads (FoyerSession *self, GPtrArray *leads)
{
  foyer_session_know_leads (self, leads);
  if (leads->len > 0)
    foyer_lead_cache_put_async (self->mirror, leads, NULL, leads_put_cb,
                                foyer_session_start (self, FALSE, NULL, NULL, NULL, foyer_session_remember_leads));
}
