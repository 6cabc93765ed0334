/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sandbox keeps of a lead, a company, a contact and a note: making, copying, freeing. */
#include "foyer-sandbox-records.h"

static void
copy_texts (char **to, char *const *from, guint n)
{
  for (guint i = 0; i < n; i++)
    to[i] = g_strdup (from[i]);
}

static void
free_texts (char **texts, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (texts[i]);
}

FoyerSandboxLead *
foyer_sandbox_lead_copy (const FoyerSandboxLead *lead)
{
  FoyerSandboxLead *copy = g_memdup2 (lead, sizeof *lead);

  copy->name = g_strdup (lead->name);
  copy->description = g_strdup (lead->description);
  if (lead->custom_fields != NULL)
    json_array_ref (lead->custom_fields);
  return copy;
}

void
foyer_sandbox_lead_free (FoyerSandboxLead *lead)
{
  g_free (lead->name);
  g_free (lead->description);
  g_clear_pointer (&lead->custom_fields, json_array_unref);
  g_free (lead);
}

FoyerSandboxCompany *
foyer_sandbox_company_new (gint64 id)
{
  FoyerSandboxCompany *company = g_new0 (FoyerSandboxCompany, 1);

  company->id = id;
  return company;
}

FoyerSandboxCompany *
foyer_sandbox_company_copy (const FoyerSandboxCompany *company)
{
  FoyerSandboxCompany *copy = g_memdup2 (company, sizeof *company);

  copy_texts (copy->texts, company->texts, FOYER_SANDBOX_COMPANY_N_TEXTS);
  return copy;
}

void
foyer_sandbox_company_free (FoyerSandboxCompany *company)
{
  free_texts (company->texts, FOYER_SANDBOX_COMPANY_N_TEXTS);
  g_free (company);
}

FoyerSandboxContact *
foyer_sandbox_contact_new (gint64 id)
{
  FoyerSandboxContact *contact = g_new0 (FoyerSandboxContact, 1);

  contact->id = id;
  contact->companies = g_array_new (FALSE, FALSE, sizeof (gint64));
  return contact;
}

FoyerSandboxContact *
foyer_sandbox_contact_copy (const FoyerSandboxContact *contact)
{
  FoyerSandboxContact *copy = g_memdup2 (contact, sizeof *contact);

  copy_texts (copy->texts, contact->texts, FOYER_SANDBOX_CONTACT_N_TEXTS);
  copy->companies = g_array_copy (contact->companies);
  return copy;
}

gboolean
foyer_sandbox_contact_is_of (const FoyerSandboxContact *contact, gint64 company_id)
{
  for (guint i = 0; i < contact->companies->len; i++)
    if (g_array_index (contact->companies, gint64, i) == company_id)
      return TRUE;
  return FALSE;
}

void
foyer_sandbox_contact_free (FoyerSandboxContact *contact)
{
  free_texts (contact->texts, FOYER_SANDBOX_CONTACT_N_TEXTS);
  g_array_unref (contact->companies);
  g_free (contact);
}

FoyerSandboxNote *
foyer_sandbox_note_copy (const FoyerSandboxNote *note)
{
  FoyerSandboxNote *copy = g_memdup2 (note, sizeof *note);

  copy->text = g_strdup (note->text);
  return copy;
}

void
foyer_sandbox_note_free (FoyerSandboxNote *note)
{
  g_free (note->text);
  g_free (note);
}
