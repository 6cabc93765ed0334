/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  FOYER_PARTY_COMPANY,
  FOYER_PARTY_PERSON,
} FoyerPartyKind;

#define FOYER_TYPE_PARTY_KIND (foyer_party_kind_get_type ())
GType foyer_party_kind_get_type (void) G_GNUC_CONST;

#define FOYER_TYPE_PARTY (foyer_party_get_type ())
G_DECLARE_FINAL_TYPE (FoyerParty, foyer_party, FOYER, PARTY, GObject)

FoyerParty *foyer_party_new (FoyerPartyKind kind, gint64 id, const char *name);
/* A person who is not on the platform yet: it wants the two names apart. */
FoyerParty *foyer_party_new_person (const char *first_name, const char *last_name);
/* Whether it is not on the platform yet: its id is one that this desk gave it, below 0, or none yet. */
gboolean foyer_party_is_local (FoyerParty *self);
FoyerPartyKind foyer_party_get_kind (FoyerParty *self);
gint64 foyer_party_get_id (FoyerParty *self);
const char *foyer_party_get_name (FoyerParty *self);
const char *foyer_party_get_first_name (FoyerParty *self);
const char *foyer_party_get_last_name (FoyerParty *self);
const char *foyer_party_get_email (FoyerParty *self);
void foyer_party_set_email (FoyerParty *self, const char *email);
const char *foyer_party_get_phone (FoyerParty *self);
void foyer_party_set_phone (FoyerParty *self, const char *phone);
gint64 foyer_party_get_company_id (FoyerParty *self);
const char *foyer_party_get_company_name (FoyerParty *self);
void foyer_party_set_company (FoyerParty *self, gint64 company_id, const char *company_name);

/* A person can be of several companies, of which get_company_id () is one. */
const char *foyer_party_get_other_companies (FoyerParty *self);
void foyer_party_set_other_companies (FoyerParty *self, const char *other_companies);
void foyer_party_add_company (FoyerParty *self, gint64 company_id, const char *company_name);
GArray *foyer_party_list_other_company_ids (FoyerParty *self);
void foyer_party_choose_company (FoyerParty *self, gint64 company_id);

FoyerParty *foyer_party_new_from_variant (FoyerPartyKind kind, gint64 id, GVariant *variant);
GVariant *foyer_party_to_variant (FoyerParty *self);

G_END_DECLS
