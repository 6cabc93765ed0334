/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one add costs the client's processor: through our client (build, sign, judge, read), or through bare libsoup
 * with headers and body made beforehand. Prints microseconds a call. bench-add foyer|bare ADDRESS CALLS */

#include "foyer-lead-service.h"
#include "foyer-signature.h"

#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define WARM_UP 20

typedef struct
{
  GMainLoop *loop;
  const char *address;
  guint n_left;
  guint n_measured;
  gint64 cpu_before;

  FoyerLeadService *service; /* ours */
  SoupSession *session;      /* bare */
  GBytes *body;
  const char *md5;
  const char *date;
  const char *authorization;
} Bench;

static gint64
cpu_microseconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec
         + usage.ru_stime.tv_usec;
}

static void call_once (Bench *bench);

static void
called (Bench *bench)
{
  if (bench->n_left == bench->n_measured)
    bench->cpu_before = cpu_microseconds ();
  if (bench->n_left-- == 0)
    g_main_loop_quit (bench->loop);
  else
    call_once (bench);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  if (!foyer_lead_service_add_or_update_finish (FOYER_LEAD_SERVICE (source), result, &id, &error) || id <= 0)
    g_error ("The add failed: %s", error != NULL ? error->message : "no id");
  called (user_data);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reply = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  if (reply == NULL || memmem (g_bytes_get_data (reply, NULL), g_bytes_get_size (reply), "true", 4) == NULL)
    g_error ("The bare add failed: %s", error != NULL ? error->message : "it was refused");
  called (user_data);
}

static FoyerLead *
sample_lead_new (void)
{
  FoyerLead *lead = foyer_lead_new ();

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner");
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "Forty guests, terrace if it is dry.");
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, 7);
  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, 13);
  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 2);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 12);
  foyer_lead_set_id (lead, FOYER_LEAD_TYPE, 23);
  foyer_lead_set_id (lead, FOYER_LEAD_SOURCE, 32);
  return lead;
}

static void
call_once (Bench *bench)
{
  if (bench->service != NULL)
    {
      g_autoptr (FoyerLead) lead = sample_lead_new ();

      foyer_lead_service_add_or_update_async (bench->service, lead, NULL, NULL, added_cb, bench);
    }
  else
    {
      g_autofree char *uri = g_strconcat (bench->address, "/api/1.0/contact?action=addOrUpdateLead", NULL);
      g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, uri);
      SoupMessageHeaders *headers = soup_message_get_request_headers (message);

      soup_message_headers_append (headers, "Content-MD5", bench->md5);
      soup_message_headers_append (headers, "IVVY-Date", bench->date);
      soup_message_headers_append (headers, "X-Api-Version", FOYER_API_VERSION);
      soup_message_headers_append (headers, "X-Api-Authorization", bench->authorization);
      soup_message_set_request_body_from_bytes (message, FOYER_CONTENT_TYPE, bench->body);
      soup_session_send_and_read_async (bench->session, message, G_PRIORITY_DEFAULT, NULL, answered_cb, bench);
    }
}

int
main (int argc, char *argv[])
{
  static const char json[] =
      "{\"name\":\"Gala dinner\",\"description\":\"Forty guests, terrace if it is dry.\",\"companyId\":7,"
      "\"companyLeadContactId\":13,\"qualityId\":2,\"stageId\":12,\"typeId\":23,\"sourceId\":32}";
  Bench bench = { 0 };
  g_autoptr (GError) error = NULL;

  if (argc != 4)
    g_error ("bench-add foyer|bare ADDRESS CALLS");
  bench.address = argv[2];
  bench.n_measured = (guint) atoi (argv[3]);
  bench.n_left = bench.n_measured + WARM_UP;
  bench.loop = g_main_loop_new (NULL, FALSE);

  if (g_str_equal (argv[1], "foyer"))
    {
      g_autoptr (FoyerClient) client = foyer_client_new (bench.address, "sample", "sample-secret", &error);

      if (client == NULL)
        g_error ("%s", error->message);
      bench.service = foyer_lead_service_new (client);
    }
  else
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      char *to_sign = NULL;

      bench.session = soup_session_new ();
      bench.body = g_bytes_new_static (json, strlen (json));
      bench.md5 = foyer_signature_md5 (bench.body);
      bench.date = foyer_signature_format_date (g_date_time_to_unix (now));
      to_sign = foyer_signature_string_to_sign (bench.md5, "/api/1.0/contact?action=addOrUpdateLead", bench.date);
      bench.authorization = g_strconcat ("IWS sample:", foyer_signature_sign ("sample-secret", to_sign), NULL);
    }
  call_once (&bench);
  g_main_loop_run (bench.loop);
  g_print ("%.1f\n", (double) (cpu_microseconds () - bench.cpu_before) / bench.n_measured);
  return 0;
}
