/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FoyerAbilities:
 *
 * What an account's key was found able to do, and what of the platform was found honoured. Found out by trying
 * (design.md, FoyerAccountCheck): nothing the public pages leave open is assumed.
 */
typedef enum
{
  FOYER_ABILITY_NONE = 0,
  FOYER_ABILITY_LIST_LEADS = 1 << 0,
  FOYER_ABILITY_LIST_COMPANIES = 1 << 1,
  FOYER_ABILITY_LIST_CONTACTS = 1 << 2,
  FOYER_ABILITY_LIST_OWNERS = 1 << 3,
  FOYER_ABILITY_LIST_INDUSTRIES = 1 << 4,
  FOYER_ABILITY_LIST_QUALITIES = 1 << 5,
  FOYER_ABILITY_LIST_STAGES = 1 << 6,
  FOYER_ABILITY_LIST_TYPES = 1 << 7,
  FOYER_ABILITY_LIST_SOURCES = 1 << 8,
  FOYER_ABILITY_LIST_CHANNELS = 1 << 9,
  FOYER_ABILITY_FILTER_LEAD_ID = 1 << 10,
  FOYER_ABILITY_FILTER_LEAD_CREATED = 1 << 11,
  FOYER_ABILITY_FILTER_LEAD_MODIFIED = 1 << 12,
  FOYER_ABILITY_LEADS_ORDERED_BY_ID = 1 << 13,
  FOYER_ABILITY_READ_OWN_ADD_BACK = 1 << 14,
  FOYER_ABILITY_READ_OWN_COMPANY_BACK = 1 << 15,
  FOYER_ABILITY_READ_OWN_PERSON_BACK = 1 << 16,
  FOYER_ABILITY_READ_OWN_NOTE_BACK = 1 << 17,
  FOYER_ABILITY_LIST_ALL_NOTES = 1 << 18,
} FoyerAbilities;

#define FOYER_TYPE_ABILITIES (foyer_abilities_get_type ())
GType foyer_abilities_get_type (void) G_GNUC_CONST;

#define FOYER_REQUEST_LIFETIME 300 /* seconds, as published; "may change", so an account can say otherwise */

#define FOYER_TYPE_ACCOUNT (foyer_account_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAccount, foyer_account, FOYER, ACCOUNT, GObject)

FoyerAccount *foyer_account_new (const char *uuid);
const char *foyer_account_get_uuid (FoyerAccount *self);
const char *foyer_account_get_title (FoyerAccount *self);
void foyer_account_set_title (FoyerAccount *self, const char *title);
const char *foyer_account_get_address (FoyerAccount *self);
void foyer_account_set_address (FoyerAccount *self, const char *address);
const char *foyer_account_get_key (FoyerAccount *self);
void foyer_account_set_key (FoyerAccount *self, const char *key);
gboolean foyer_account_get_is_sample (FoyerAccount *self);
void foyer_account_set_is_sample (FoyerAccount *self, gboolean is_sample);
gint64 foyer_account_get_user_id (FoyerAccount *self);
void foyer_account_set_user_id (FoyerAccount *self, gint64 user_id);
guint foyer_account_get_request_lifetime (FoyerAccount *self);
void foyer_account_set_request_lifetime (FoyerAccount *self, guint seconds);
guint foyer_account_get_page_cap (FoyerAccount *self);
void foyer_account_set_page_cap (FoyerAccount *self, guint rows);
FoyerAbilities foyer_account_get_abilities (FoyerAccount *self);
void foyer_account_set_abilities (FoyerAccount *self, FoyerAbilities abilities);
gint64 foyer_account_get_checked (FoyerAccount *self);
void foyer_account_set_checked (FoyerAccount *self, gint64 checked);

G_END_DECLS
