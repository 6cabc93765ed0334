/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sandbox keeps of a lead, a company, a contact and a note. An id of 0 is none; a text of NULL is none. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 id; /* first, it is the key in hash tables */
  gint64 quality_id;
  gint64 industry_id;
  gint64 source_id;
  gint64 company_id;
  gint64 contact_id; /* of a company's lead: the lead contact */
  gint64 owner_user_id;
  gint64 type_id;
  gint64 subtype_id;
  gint64 stage_id;
  gint64 stage_reason_id;
  gint64 channel_id;
  gint64 created; /* seconds */
  gint64 modified;
  gint64 stage_changed;
  char *name;               /* owned */
  char *description;        /* owned */
  JsonArray *custom_fields; /* owned */
} FoyerSandboxLead;

enum
{
  FOYER_SANDBOX_COMPANY_EXTERNAL_ID,
  FOYER_SANDBOX_COMPANY_BUSINESS_NAME,
  FOYER_SANDBOX_COMPANY_TRADING_NAME,
  FOYER_SANDBOX_COMPANY_BUSINESS_NUMBER,
  FOYER_SANDBOX_COMPANY_PHONE,
  FOYER_SANDBOX_COMPANY_WEBSITE,
  FOYER_SANDBOX_COMPANY_EMAIL,
  FOYER_SANDBOX_COMPANY_LINE1,
  FOYER_SANDBOX_COMPANY_LINE2,
  FOYER_SANDBOX_COMPANY_LINE3,
  FOYER_SANDBOX_COMPANY_LINE4,
  FOYER_SANDBOX_COMPANY_CITY,
  FOYER_SANDBOX_COMPANY_STATE,
  FOYER_SANDBOX_COMPANY_COUNTRY,
  FOYER_SANDBOX_COMPANY_POSTAL_CODE,
  FOYER_SANDBOX_COMPANY_N_TEXTS
};

typedef struct
{
  gint64 id;
  gint64 industry_id;
  gint64 primary_contact_id;
  gint64 parent_id;
  gint64 modified;
  char *texts[FOYER_SANDBOX_COMPANY_N_TEXTS]; /* owned */
} FoyerSandboxCompany;

enum
{
  FOYER_SANDBOX_CONTACT_EXTERNAL_ID,
  FOYER_SANDBOX_CONTACT_FIRST_NAME,
  FOYER_SANDBOX_CONTACT_LAST_NAME,
  FOYER_SANDBOX_CONTACT_EMAIL,
  FOYER_SANDBOX_CONTACT_PHONE,
  FOYER_SANDBOX_CONTACT_N_TEXTS
};

typedef struct
{
  gint64 id;
  gint64 modified;
  gboolean anonymised;
  char *texts[FOYER_SANDBOX_CONTACT_N_TEXTS]; /* owned */
  GArray *companies;                          /* owned; of gint64 */
} FoyerSandboxContact;

typedef struct
{
  gint64 id;
  gint64 lead_id;
  gint64 user_id;
  gint64 created;
  gint64 modified;
  char *text; /* owned */
} FoyerSandboxNote;

FoyerSandboxLead *foyer_sandbox_lead_copy (const FoyerSandboxLead *lead);
void foyer_sandbox_lead_free (FoyerSandboxLead *lead);

FoyerSandboxCompany *foyer_sandbox_company_new (gint64 id);
FoyerSandboxCompany *foyer_sandbox_company_copy (const FoyerSandboxCompany *company);
void foyer_sandbox_company_free (FoyerSandboxCompany *company);

FoyerSandboxContact *foyer_sandbox_contact_new (gint64 id);
FoyerSandboxContact *foyer_sandbox_contact_copy (const FoyerSandboxContact *contact);
gboolean foyer_sandbox_contact_is_of (const FoyerSandboxContact *contact, gint64 company_id);
void foyer_sandbox_contact_free (FoyerSandboxContact *contact);

FoyerSandboxNote *foyer_sandbox_note_copy (const FoyerSandboxNote *note);
void foyer_sandbox_note_free (FoyerSandboxNote *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSandboxLead, foyer_sandbox_lead_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSandboxCompany, foyer_sandbox_company_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSandboxContact, foyer_sandbox_contact_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSandboxNote, foyer_sandbox_note_free)

G_END_DECLS
