/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample account as it stands: the generated data with what was committed laid over it. */
#include "foyer-sandbox-store.h"

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static gboolean
contains (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static void
link_ids (GHashTable *table, gint64 from, gint64 to)
{
  GArray *ids = g_hash_table_lookup (table, &from);

  if (ids == NULL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (table, g_memdup2 (&from, sizeof from), ids);
    }
  if (!contains (ids, to))
    g_array_append_val (ids, to);
}

/* The record's own id is the key. */
static GHashTable *
record_table (gpointer free_func)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_func);
}

static GHashTable *
link_table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
}

FoyerSandboxStore *
foyer_sandbox_store_new (guint64 seed, gint64 leads, gint64 epoch)
{
  FoyerSandboxStore *store = g_new0 (FoyerSandboxStore, 1);

  foyer_sandbox_world_init (&store->world, seed, leads, epoch);
  store->leads = record_table (foyer_sandbox_lead_free);
  store->companies = record_table (foyer_sandbox_company_free);
  store->contacts = record_table (foyer_sandbox_contact_free);
  store->notes = record_table (foyer_sandbox_note_free);
  store->contacts_of_company = link_table ();
  store->notes_of_lead = link_table ();
  store->last_lead = store->world.leads;
  store->last_company = store->world.companies;
  store->last_contact = store->world.contacts;
  store->last_note = store->world.leads * FOYER_SANDBOX_NOTES_PER_LEAD;
  return store;
}

void
foyer_sandbox_store_free (FoyerSandboxStore *store)
{
  g_hash_table_unref (store->leads);
  g_hash_table_unref (store->companies);
  g_hash_table_unref (store->contacts);
  g_hash_table_unref (store->notes);
  g_hash_table_unref (store->contacts_of_company);
  g_hash_table_unref (store->notes_of_lead);
  g_free (store);
}

gboolean
foyer_sandbox_store_has_lead (const FoyerSandboxStore *store, gint64 id)
{
  return id >= 1 && id <= store->last_lead;
}

gboolean
foyer_sandbox_store_has_company (const FoyerSandboxStore *store, gint64 id)
{
  return id >= 1 && id <= store->last_company;
}

gboolean
foyer_sandbox_store_has_contact (const FoyerSandboxStore *store, gint64 id)
{
  return id >= 1 && id <= store->last_contact;
}

FoyerSandboxLead *
foyer_sandbox_store_get_lead (const FoyerSandboxStore *store, gint64 id)
{
  const FoyerSandboxLead *lead = g_hash_table_lookup (store->leads, &id);

  if (lead != NULL)
    return foyer_sandbox_lead_copy (lead);
  return id >= 1 && id <= store->world.leads ? foyer_sandbox_world_lead (&store->world, id) : NULL;
}

FoyerSandboxCompany *
foyer_sandbox_store_get_company (const FoyerSandboxStore *store, gint64 id)
{
  const FoyerSandboxCompany *company = g_hash_table_lookup (store->companies, &id);

  if (company != NULL)
    return foyer_sandbox_company_copy (company);
  return id >= 1 && id <= store->world.companies ? foyer_sandbox_world_company (&store->world, id) : NULL;
}

FoyerSandboxContact *
foyer_sandbox_store_get_contact (const FoyerSandboxStore *store, gint64 id)
{
  const FoyerSandboxContact *contact = g_hash_table_lookup (store->contacts, &id);

  if (contact != NULL)
    return foyer_sandbox_contact_copy (contact);
  return id >= 1 && id <= store->world.contacts ? foyer_sandbox_world_contact (&store->world, id) : NULL;
}

FoyerSandboxNote *
foyer_sandbox_store_get_note (const FoyerSandboxStore *store, gint64 id)
{
  const FoyerSandboxNote *note = g_hash_table_lookup (store->notes, &id);
  gint64 lead_id = (id - 1) / FOYER_SANDBOX_NOTES_PER_LEAD + 1;

  if (note != NULL)
    return foyer_sandbox_note_copy (note);
  if (id < 1 || lead_id > store->world.leads
      || (id - 1) % FOYER_SANDBOX_NOTES_PER_LEAD >= foyer_sandbox_world_lead_n_notes (&store->world, lead_id))
    return NULL;
  return foyer_sandbox_world_note (&store->world, id);
}

void
foyer_sandbox_store_put_lead (FoyerSandboxStore *store, FoyerSandboxLead *lead)
{
  store->last_lead = MAX (store->last_lead, lead->id);
  g_hash_table_replace (store->leads, &lead->id, lead);
}

void
foyer_sandbox_store_put_company (FoyerSandboxStore *store, FoyerSandboxCompany *company)
{
  store->last_company = MAX (store->last_company, company->id);
  g_hash_table_replace (store->companies, &company->id, company);
}

void
foyer_sandbox_store_put_contact (FoyerSandboxStore *store, FoyerSandboxContact *contact)
{
  store->last_contact = MAX (store->last_contact, contact->id);
  for (guint i = 0; i < contact->companies->len; i++)
    link_ids (store->contacts_of_company, g_array_index (contact->companies, gint64, i), contact->id);
  g_hash_table_replace (store->contacts, &contact->id, contact);
}

void
foyer_sandbox_store_put_note (FoyerSandboxStore *store, FoyerSandboxNote *note)
{
  if (note->id > store->world.leads * FOYER_SANDBOX_NOTES_PER_LEAD)
    link_ids (store->notes_of_lead, note->lead_id, note->id);
  store->last_note = MAX (store->last_note, note->id);
  g_hash_table_replace (store->notes, &note->id, note);
}

const char *
foyer_sandbox_store_company_text (const FoyerSandboxStore *store,
                                  gint64 id,
                                  guint text,
                                  char buffer[FOYER_SANDBOX_TEXT_SIZE])
{
  const FoyerSandboxCompany *company = g_hash_table_lookup (store->companies, &id);

  if (company != NULL)
    return company->texts[text];
  return foyer_sandbox_world_company_text (&store->world, id, text, buffer) ? buffer : NULL;
}

const char *
foyer_sandbox_store_contact_text (const FoyerSandboxStore *store,
                                  gint64 id,
                                  guint text,
                                  char buffer[FOYER_SANDBOX_TEXT_SIZE])
{
  const FoyerSandboxContact *contact = g_hash_table_lookup (store->contacts, &id);

  if (contact != NULL)
    return contact->texts[text];
  return foyer_sandbox_world_contact_text (&store->world, id, text, buffer) ? buffer : NULL;
}

gboolean
foyer_sandbox_store_contact_is_of (const FoyerSandboxStore *store, gint64 contact_id, gint64 company_id)
{
  const FoyerSandboxContact *contact = g_hash_table_lookup (store->contacts, &contact_id);
  gint64 companies[2];
  guint n_companies;

  if (contact != NULL)
    return foyer_sandbox_contact_is_of (contact, company_id);
  if (contact_id < 1 || contact_id > store->world.contacts)
    return FALSE;
  n_companies = foyer_sandbox_world_contact_companies (&store->world, contact_id, companies);
  for (guint i = 0; i < n_companies; i++)
    if (companies[i] == company_id)
      return TRUE;
  return FALSE;
}

/* Of gint64, rising; to be unreffed. */
GArray *
foyer_sandbox_store_company_contacts (const FoyerSandboxStore *store, gint64 company_id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const GArray *linked = g_hash_table_lookup (store->contacts_of_company, &company_id);
  gint64 generated[3];
  guint n_generated = 0;

  if (company_id >= 1 && company_id <= store->world.companies)
    n_generated = foyer_sandbox_world_company_contacts (&store->world, company_id, generated);
  for (guint i = 0; i < n_generated; i++)
    if (foyer_sandbox_store_contact_is_of (store, generated[i], company_id))
      g_array_append_val (ids, generated[i]);
  for (guint i = 0; linked != NULL && i < linked->len; i++)
    {
      gint64 id = g_array_index (linked, gint64, i);

      if (foyer_sandbox_store_contact_is_of (store, id, company_id) && !contains (ids, id))
        g_array_append_val (ids, id);
    }
  g_array_sort (ids, compare_ids);
  return ids;
}

/* Of gint64, rising; to be unreffed. */
GArray *
foyer_sandbox_store_lead_notes (const FoyerSandboxStore *store, gint64 lead_id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const GArray *added = g_hash_table_lookup (store->notes_of_lead, &lead_id);
  guint n_generated = 0;

  if (lead_id >= 1 && lead_id <= store->world.leads)
    n_generated = foyer_sandbox_world_lead_n_notes (&store->world, lead_id);
  for (guint i = 0; i < n_generated; i++)
    {
      gint64 id = (lead_id - 1) * FOYER_SANDBOX_NOTES_PER_LEAD + 1 + i;

      g_array_append_val (ids, id);
    }
  if (added != NULL)
    g_array_append_vals (ids, added->data, added->len);
  return ids;
}
