/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mirror-testing.h"

#include "foyer-lead-cache.h"

FoyerLead *
new_mirrored_lead (gint64 id, const char *name, const char *company, gint64 modified)
{
  FoyerLead *lead = foyer_lead_new_from_platform (id);

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, name);
  foyer_lead_set_text (lead, FOYER_LEAD_COMPANY_NAME, company);
  if (modified != 0)
    foyer_lead_set_date (lead, FOYER_LEAD_MODIFIED, modified);
  return lead;
}

void
put_leads (FoyerMirrorFile *mirror, GPtrArray *leads)
{
  g_autoptr (GError) error = NULL;

  foyer_lead_cache_put_finish (mirror, AWAIT (foyer_lead_cache_put_async, mirror, leads), &error);
  g_assert_no_error (error);
}

void
put_lead (FoyerMirrorFile *mirror, FoyerLead *lead)
{
  g_autoptr (GPtrArray) leads = g_ptr_array_new ();

  g_ptr_array_add (leads, lead);
  put_leads (mirror, leads);
}

GPtrArray *
list_leads (FoyerMirrorFile *mirror, const char *text, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *leads = foyer_lead_cache_list_finish (mirror, AWAIT (foyer_lead_cache_list_async, mirror, text, limit),
                                                   &error);

  g_assert_no_error (error);
  return leads;
}

FoyerLead *
load_lead (FoyerMirrorFile *mirror, gint64 id, GError **error)
{
  return foyer_lead_cache_load_finish (mirror, AWAIT (foyer_lead_cache_load_async, mirror, id), error);
}
