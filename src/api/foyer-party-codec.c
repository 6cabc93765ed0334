/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A company or a person on the wire: a row of getCompanyList or getContactList (platform-api.md, 4). */

#include "foyer-party-codec.h"

#include "foyer-json.h"
#include "foyer-text.h"

#include <string.h>

static char *
read_name (JsonObject *row, const char *first, const char *second)
{
  g_autofree char *head = foyer_json_get_text (row, first);
  g_autofree char *tail = second != NULL ? foyer_json_get_text (row, second) : NULL;
  g_autofree char *joined = g_strconcat (head != NULL ? head : "", " ", tail, NULL);
  g_autofree char *name = foyer_text_clean (joined, FALSE);

  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}

/**
 * foyer_party_codec_is_anonymised:
 *
 * Returns: whether the row is of somebody who asked to be forgotten
 */
gboolean
foyer_party_codec_is_anonymised (JsonObject *row)
{
  gboolean anonymised = FALSE;

  foyer_json_node_boolean (foyer_json_get (row, "isAnonymised"), &anonymised);
  return anonymised;
}

static char *
find_company_name (JsonObject *row, gint64 company_id)
{
  g_autoptr (GPtrArray) companies = foyer_json_get_elements (row, "companiesData");

  for (guint i = 0; companies != NULL && i < companies->len; i++)
    {
      JsonObject *company = foyer_json_node_object (companies->pdata[i]);

      if (foyer_json_get_id (company, "id") == company_id)
        return read_name (company, "businessName", NULL);
    }
  return NULL;
}

/* All the row names, the first first. */
static void
read_companies (JsonObject *row, FoyerParty *party)
{
  static const char *const members[] = { "companies", "companiesData" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (GPtrArray) elements = foyer_json_get_elements (row, members[i]);

      for (guint j = 0; elements != NULL && j < elements->len; j++)
        {
          JsonObject *company = foyer_json_node_object (elements->pdata[j]);
          gint64 id = company != NULL ? foyer_json_get_id (company, "id") : foyer_json_node_id (elements->pdata[j]);
          g_autofree char *name = id != 0 ? find_company_name (row, id) : NULL;

          if (id > 0)
            foyer_party_add_company (party, id, name);
        }
    }
}

/**
 * foyer_party_codec_read:
 * @row: a row of the list of that kind
 * @company_id: of a person's companies the one to name, or 0
 *
 * Returns: (transfer full) (nullable): the party, or `NULL` when the row has no usable id or no name, or was anonymised
 */
FoyerParty *
foyer_party_codec_read (JsonObject *row, FoyerPartyKind kind, gint64 company_id)
{
  gint64 id = foyer_json_get_id (row, "id");
  g_autofree char *email = foyer_json_get_text (row, "email");
  g_autofree char *phone = foyer_json_get_text (row, "phone");
  g_autofree char *name = NULL;
  FoyerParty *party;

  if (kind == FOYER_PARTY_COMPANY)
    name = read_name (row, "businessName", NULL);
  else
    name = read_name (row, "firstName", "lastName");
  if (name == NULL)
    name = read_name (row, kind == FOYER_PARTY_COMPANY ? "tradingName" : "email", NULL);
  if (id == 0 || name == NULL || foyer_party_codec_is_anonymised (row))
    return NULL;

  party = foyer_party_new (kind, id, name);
  foyer_party_set_email (party, email);
  foyer_party_set_phone (party, phone);
  if (kind == FOYER_PARTY_PERSON)
    {
      read_companies (row, party);
      foyer_party_choose_company (party, company_id);
    }
  return party;
}

/**
 * foyer_party_codec_matches:
 * @words: (array zero-terminated=1): folded, as foyer_text_fold() makes them
 *
 * What a filter asked for may have been ignored (platform-api.md, 2): every row is held against it here.
 *
 * Returns: whether each word stands somewhere in the names, the e-mail address or the telephone number
 */
gboolean
foyer_party_codec_matches (JsonObject *row, FoyerPartyKind kind, const char *const *words)
{
  static const char *const company_members[] = { "businessName", "tradingName", "email", "phone", NULL };
  static const char *const person_members[] = { "firstName", "lastName", "email", "phone", NULL };
  const char *const *member = kind == FOYER_PARTY_COMPANY ? company_members : person_members;
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autofree char *folded = NULL;

  for (; *member != NULL; member++)
    {
      g_autofree char *text = foyer_json_get_text (row, *member);

      g_string_append_printf (joined, "%s ", text != NULL ? text : "");
    }
  folded = foyer_text_fold (joined->str);
  for (; *words != NULL; words++)
    if (strstr (folded, *words) == NULL)
      return FALSE;
  return TRUE;
}
