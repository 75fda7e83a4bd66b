// Generated from plugins/hybrid-apps-backend/src/schema/openapi.yaml by scripts/generate.mjs.

export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "hybrid-apps",
    "version": "1",
    "description": "Hybrid apps: virtual machines and containers on Kubernetes as one application. This document is the source of the API: the backend validates requests against it, and the types of hybrid-apps-common are generated from it. Clusters in state `per-user` take each user's own token. What is asked of apps and reachability tells of them where the request brings that token, in the header `Backstage-Kubernetes-Authorization-PROVIDER` (for OpenID Connect `Backstage-Kubernetes-Authorization-oidc-PROVIDER`), as the kubernetes plugin takes it; otherwise they are told as `forbidden` in `knowledge`. Bodies are JSON, in UTF-8, up to 250 kB long where a route names no other limit, and up to 100 objects and lists deep, and with up to 50000 fields and items; others are refused with 400. One caller (a user, also where a plugin asks in the user's name, or a service) has so much under way at a time: one apply, one preview, one question about policies (reachability, or what a peer stands for), and 4 reads of a cluster with the user's own token; some more wait for their turn, and what is above that is refused with 429. Its header `Retry-After` says in how many seconds to come back.",
    "license": {
      "name": "Apache-2.0",
      "url": "https://www.apache.org/licenses/LICENSE-2.0.html"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "paths": {
    "/v1/apps": {
      "get": {
        "operationId": "listApps",
        "description": "The hybrid apps that the caller may view, sorted by entity reference.",
        "parameters": [
          {
            "name": "search",
            "in": "query",
            "description": "Part of a name or title, in any case.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "health",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/Health"
            }
          },
          {
            "name": "owner",
            "in": "query",
            "description": "The owner's entity reference.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 100
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One page of apps.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "totals",
                    "knowledge"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/AppSummary"
                      }
                    },
                    "totals": {
                      "$ref": "#/components/schemas/AppTotals"
                    },
                    "knowledge": {
                      "$ref": "#/components/schemas/Knowledge"
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/topology": {
      "get": {
        "operationId": "getTopology",
        "description": "The app as a graph, with the evidence for each edge, and what is not known. What lies in namespaces that the caller may not read is left out and counted in `knowledge` (`hidden`); what is in no namespace is there by its name alone for who may not read clusters. Answers 304 to a current `If-None-Match`.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The topology.",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Topology"
                }
              }
            }
          },
          "304": {
            "description": "Nothing changed."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/object": {
      "get": {
        "operationId": "getObject",
        "description": "One object of the app as the portal's copy of the cluster has it, with the events about it and about what it stands for. That copy holds no Secret, and of ConfigMaps the name alone. Values are struck from it: a variable and a header have their name without a value, a command and its arguments are empty lists, and the user data of cloud-init, foreign annotations, and the user info and query of URLs are left out.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "id",
            "in": "query",
            "required": true,
            "description": "The id of a node of the topology, or of one of its members.",
            "schema": {
              "type": "string",
              "minLength": 1
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The object.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ObjectDetails"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/policy": {
      "get": {
        "operationId": "getPolicyStatus",
        "description": "Who can reach what in the app, the policies that apply, and what to act on. Answers 304 to a current `If-None-Match`.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The policy status.",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyStatus"
                }
              }
            }
          },
          "304": {
            "description": "Nothing changed."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/policy/peers": {
      "get": {
        "operationId": "listPolicyPeers",
        "description": "What a peer of the policy status stands for, one by one, with the connections of each: of a `Namespace` its workloads, of `Others` their namespaces. Answers 404 where the status has no such peer (another one may stand for these after a change), or where the caller may not be told.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "peer",
            "in": "query",
            "required": true,
            "description": "The id of a peer that is `expandable`.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            }
          },
          {
            "name": "workload",
            "in": "query",
            "description": "The id of a workload of the app: its connections with these are told, in place of those of the app's rows. So one pair is told from another in an app of so many workloads that its own are told by namespace.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 100
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One page of the peers, sorted by id.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyPeers"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/trace": {
      "get": {
        "operationId": "traceRequest",
        "description": "The ways that a request takes through the app, hop by hop, each with the field that says so, and where a way breaks. What the portal does not read stays unknown: DNS outside of the clusters, what is in Secrets, what a controller makes of its own settings. Ends that the caller may not see are told as not known, and named by what names them alone.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "to",
            "in": "query",
            "required": true,
            "description": "Where the request goes: a URL, a host or an address, each with or without port and path, or the id of a Service, Ingress, route or Gateway of the app. Of a URL, user and query count for nothing and are not answered.",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Its ways; none where nothing of the app answers to it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Trace"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/policy/preview": {
      "post": {
        "operationId": "previewPolicy",
        "description": "What applying or removing policies would change in who reaches whom. Nothing is written. Takes a body of 500 kB, and 500 rules, peers, ports and other listed items and 40000 characters of selectors and other texts in all policies together, 20 s and 512 MB; more is refused with 400. Tells 2000 changes at most, fewer where they have many ports, and counts the rest. Of more than 1000 characters of ports, it tells the first, with `…` after them.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "cluster"
                ],
                "properties": {
                  "cluster": {
                    "type": "string",
                    "minLength": 1
                  },
                  "apply": {
                    "type": "array",
                    "maxItems": 100,
                    "items": {
                      "$ref": "#/components/schemas/Manifest"
                    }
                  },
                  "remove": {
                    "type": "array",
                    "maxItems": 100,
                    "items": {
                      "$ref": "#/components/schemas/ObjectRef"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The connections that would change.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "changes",
                    "omitted"
                  ],
                  "properties": {
                    "changes": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ConnectionChange"
                      }
                    },
                    "omitted": {
                      "description": "How many more connections would change, which are not told one by one.",
                      "type": "integer",
                      "minimum": 0
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/history": {
      "get": {
        "operationId": "getHistory",
        "description": "What changed in the app, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "id",
            "in": "query",
            "description": "The topology id of a component, of which alone is told, and of its disks.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1024
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 100
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One page of the timeline.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/HistoryEntry"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/events": {
      "get": {
        "operationId": "listEvents",
        "description": "What the clusters say has happened to objects of the app, newest first, 200 at most: the warnings of the last hour that the portal keeps, five of an object at most. Those of the same object that say the same are one.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "id",
            "in": "query",
            "description": "The id of a node of the topology or of a member; of it alone is told, of all that it stands for, and of its disks.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1024
            }
          },
          {
            "name": "normal",
            "in": "query",
            "description": "Asks the clusters for all events that they still have in the namespaces of these objects, normal ones too: in ten namespaces at most, and for 2,000 events of each.",
            "schema": {
              "type": "boolean",
              "default": false
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The events.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AppEvents"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/managers": {
      "get": {
        "operationId": "listManagers",
        "description": "Who manages which fields of an object of the app, as its cluster keeps it in `metadata.managedFields` and is asked for now; never what is in the fields. A manager is called as it called itself, which nobody verifies.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "id",
            "in": "query",
            "required": true,
            "description": "The id of a node of the topology, or of one of its members.",
            "schema": {
              "type": "string",
              "minLength": 1
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The managers.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FieldManagers"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/modernization": {
      "get": {
        "operationId": "getAppModernization",
        "description": "Which components of the app are VMs and which containers, what each has, which of them call each other, and how that moved. Who may not see the whole app gets what there is of it to see, and no `series`: that one tells of all of it. Answers 304 to a current `If-None-Match`.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "How far the app is in containers.",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Modernization"
                }
              }
            }
          },
          "304": {
            "description": "Nothing changed."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/metrics": {
      "get": {
        "operationId": "getMetrics",
        "description": "What the VMs and workloads of the app use, now as metrics.k8s.io of each cluster measures it, and over time as its Prometheus did, beside what they request and may use; of one object with `id`, else of each component, 50 at most. It is asked of the clusters as somebody looks, for what the caller sees alone. What could not be had is told in `source` and in `use.measurement`, with the way out, and fails nothing else.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "id",
            "in": "query",
            "description": "Of one object, a workload, a Pod or a VM.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000
            }
          },
          {
            "name": "range",
            "in": "query",
            "description": "How far back; `1h` unless told.",
            "schema": {
              "$ref": "#/components/schemas/MetricsRange"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "What is used.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AppMetrics"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/logs": {
      "get": {
        "operationId": "readLogs",
        "description": "What the Pods of an object of the app write, of a VM what its guest writes on its serial console, as a stream of [rows](#logrow): one JSON object in each line, and an empty line now and then where nothing is written. 20 Pods at most are read at once. One that cannot be read says so in a row of its own and takes no other with it. With `follow` the Pods that come are read as well, for ten minutes; then the last row says `time`, and who goes on reading asks again. A stream that ends without a row `closed` broke off. It is sent no faster than it is taken. Asks for `hybrid-apps.app.view` and `hybrid-apps.app.console`, since logs may hold what is secret, and for `hybrid-apps.namespace.operate` on the namespace of the object; it bears who asks where app-config has it so.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "id",
            "in": "query",
            "required": true,
            "description": "Of the object, a workload, a Pod or a VM.",
            "schema": {
              "type": "string",
              "maxLength": 1000
            }
          },
          {
            "name": "container",
            "in": "query",
            "description": "The first one of each Pod unless told; of a VM, the one that writes its serial console down.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 253
            }
          },
          {
            "name": "previous",
            "in": "query",
            "description": "What the container wrote before it began again. Not with `follow`.",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "follow",
            "in": "query",
            "description": "What comes as well.",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "since",
            "in": "query",
            "description": "Of the last seconds alone.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 31536000
            }
          },
          {
            "name": "from",
            "in": "query",
            "description": "From then on, like the `at` of the last line that is known. Not with `since`.",
            "schema": {
              "type": "string",
              "pattern": "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z$"
            }
          },
          {
            "name": "tail",
            "in": "query",
            "description": "So many lines of each Pod at most, before those that come; 1000 unless told.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 10000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The rows, one in each line.",
            "content": {
              "application/x-ndjson": {
                "schema": {
                  "$ref": "#/components/schemas/LogRow"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/acts": {
      "get": {
        "operationId": "listActs",
        "description": "What was done to objects of the app, the newest first, 200 at most: of those in namespaces that the caller may read. Asks for `hybrid-apps.app.view`.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "act",
            "in": "query",
            "description": "The id of one act, of which alone is told.",
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          }
        ],
        "responses": {
          "200": {
            "description": "What was done.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ActDone"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "performAct",
        "description": "Does something to an object of the app, and answers as soon as the cluster has taken or refused it. How it ends is told by `listActs`. The same id again does nothing and gives the same. 409 where the object is not as it was when the act was offered, or another act on it is under way. Asks for the right that the act takes on the app, and for `hybrid-apps.namespace.operate` on the namespace of the object; the requests bear who asks where app-config has it so.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "id",
                  "act",
                  "object",
                  "basis"
                ],
                "properties": {
                  "id": {
                    "description": "Chosen by who asks, and never used before, like a UUID.",
                    "type": "string",
                    "pattern": "^[A-Za-z0-9-]{16,64}$"
                  },
                  "act": {
                    "type": "string",
                    "maxLength": 100
                  },
                  "object": {
                    "type": "string",
                    "maxLength": 1000,
                    "description": "The id of the object."
                  },
                  "basis": {
                    "type": "string",
                    "maxLength": 100,
                    "description": "As the offer has it."
                  },
                  "input": {
                    "type": "object",
                    "additionalProperties": true,
                    "description": "What the act takes, after the schema of its offer."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What became of it so far.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ActDone"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/acts/query": {
      "post": {
        "operationId": "queryActs",
        "description": "What can be done to objects of the app as they are now, and what not, with the reason. Asks for `hybrid-apps.app.view`; what takes more is offered as not possible to who lacks it. What is not of the app, or not there, is left out.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "ids"
                ],
                "properties": {
                  "ids": {
                    "description": "Of nodes or of what they stand for.",
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 100,
                    "items": {
                      "type": "string",
                      "maxLength": 1000
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The offers, in the order of the ids.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ObjectActs"
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/plans": {
      "get": {
        "operationId": "listPlans",
        "description": "The last 20 plans that stopped or started the app as a whole, the newest first, with what became of each object that is in a namespace that the caller may read; and the hours in which the app is to run, if it has any. Asks for `hybrid-apps.app.view`.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The plans.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Plan"
                      }
                    },
                    "hours": {
                      "$ref": "#/components/schemas/AppHours"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "startPlan",
        "description": "Stops or starts the app, object by object, and answers as soon as that is written down; `listPlans` tells how it goes on. The same id again does nothing and gives the same. 409 where something else would be done than `queryPlan` told, there is nothing to do, or another plan of the app is under way. Asks for `hybrid-apps.app.power` on the app, and for `hybrid-apps.namespace.operate` on the namespace of each object; the requests bear who asks where app-config has it so.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "id",
                  "kind",
                  "basis"
                ],
                "properties": {
                  "id": {
                    "description": "Chosen by who asks, and never used before, like a UUID.",
                    "type": "string",
                    "pattern": "^[A-Za-z0-9-]{16,64}$"
                  },
                  "kind": {
                    "$ref": "#/components/schemas/PlanKind"
                  },
                  "exclude": {
                    "$ref": "#/components/schemas/PlanExclude"
                  },
                  "goesBack": {
                    "$ref": "#/components/schemas/PlanGoesBack"
                  },
                  "basis": {
                    "type": "string",
                    "maxLength": 100,
                    "description": "As `queryPlan` has it."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The plan.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Plan"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/plans/query": {
      "post": {
        "operationId": "queryPlan",
        "description": "What would be done to stop or start the app as it is now: in which order, what is left alone, and why. Asks for `hybrid-apps.app.view`; what takes more is told as not possible to who lacks it.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "kind"
                ],
                "properties": {
                  "kind": {
                    "$ref": "#/components/schemas/PlanKind"
                  },
                  "exclude": {
                    "$ref": "#/components/schemas/PlanExclude"
                  },
                  "goesBack": {
                    "$ref": "#/components/schemas/PlanGoesBack"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What would be done.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PlanPreview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/plans/cancel": {
      "post": {
        "operationId": "cancelPlan",
        "description": "Has a plan begin nothing more; what was begun goes on to its end. 409 where it has ended. Asks for `hybrid-apps.app.power` on the app.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "id"
                ],
                "properties": {
                  "id": {
                    "type": "string",
                    "maxLength": 64
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The plan.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Plan"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/apps/{kind}/{namespace}/{name}/consoles": {
      "post": {
        "operationId": "openConsole",
        "description": "A ticket for one console: the serial port or the screen of a VM, or a shell in a container. It is good once, for 30 seconds, and for the WebSocket at `path` alone, of any replica: the ticket goes in its subprotocols, beside `hybrid-apps.console.v1`, as `ticket.` and the ticket. 409 where somebody has the console and `join` does not say what to do about that: KubeVirt gives one connection. 400 where there is nothing to connect to, as of a VM that does not run. For users alone. Asks for `hybrid-apps.app.view` and `hybrid-apps.app.console` on the app, and for `hybrid-apps.namespace.operate` in the namespace of the object.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ConsoleRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The ticket.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConsoleTicket"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/consoles": {
      "get": {
        "operationId": "listConsoles",
        "description": "The consoles that are open, of all replicas: the caller's own, and with `hybrid-apps.console.manage` everybody's. With an upgrade to a WebSocket and a ticket this path is the console itself; docs/reference/consoles.md says what goes over it.",
        "responses": {
          "200": {
            "description": "The consoles, the oldest first.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/OpenConsole"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/consoles/end": {
      "post": {
        "operationId": "endConsole",
        "description": "Ends a console that is open, on whichever replica it is, within some seconds. One's own always; those of others with `hybrid-apps.console.manage`. 404 where it is not open.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "id"
                ],
                "properties": {
                  "id": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100
                  }
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "It is being ended."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/modernization": {
      "get": {
        "operationId": "listModernization",
        "description": "How far the apps that the caller may view are in containers, sorted by entity reference, with the sums of all of them.",
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 100
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One page of apps.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModernizationPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/reachability": {
      "post": {
        "operationId": "checkReachability",
        "description": "Whether one peer can reach another on a port, and which rules decide. Both peers must be in namespaces that the caller may read, and belong to apps that the caller may view, or, with the right to read clusters, to none.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ReachabilityQuery"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The verdict.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Reachability"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/clusters": {
      "get": {
        "operationId": "listClusters",
        "description": "The clusters, their nodes and add-ons, the network plugin, and how far the cache is in step with them.",
        "responses": {
          "200": {
            "description": "The clusters.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Cluster"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/clusters/{cluster}": {
      "get": {
        "operationId": "getCluster",
        "description": "What a cluster is made of: its nodes, add-ons and network, its control plane as far as that is seen, who talks to whom on which port, and what of all that is not known. For who may read clusters.",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          }
        ],
        "responses": {
          "200": {
            "description": "The cluster.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClusterDetails"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/clusters/{cluster}/namespaces": {
      "get": {
        "operationId": "listNamespaces",
        "description": "The namespaces of a cluster that the caller may read, for choosing one. Who may read none of it, nor clusters, is refused with 403, whether there is such a cluster or not.",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          }
        ],
        "responses": {
          "200": {
            "description": "The namespaces by name.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "name",
                          "provisionable"
                        ],
                        "properties": {
                          "name": {
                            "type": "string"
                          },
                          "owner": {
                            "description": "The owner's full entity reference, by `hybridApps.namespaces.owner`; absent where it has none.",
                            "type": "string"
                          },
                          "apps": {
                            "description": "The values of `app.kubernetes.io/part-of` in use there.",
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          },
                          "provisionable": {
                            "description": "Whether the caller may create apps there, and `hybridApps.provisioning` of app-config lets them.",
                            "type": "boolean"
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/clusters/{cluster}/apply": {
      "post": {
        "operationId": "applyManifests",
        "description": "Creates what manifests describe in the order that their kinds need, in namespaces that `hybridApps.provisioning` of app-config opens (403 elsewhere), each first held against a table of what is refused there (403), then with `dryRun=All`. All that is wrong is told at once; where the check of any manifest fails, nothing is written. Where a write fails afterwards, what this call created is removed, and nothing else, whatever task it names. Takes a body of 5 MB. Asks for `hybrid-apps.app.create`, and for `hybrid-apps.namespace.create` on the namespace of each manifest.",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ApplyRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What was applied, or, for a dry run, what would be.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApplyResult"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/clusters/{cluster}/readiness": {
      "post": {
        "operationId": "checkReadiness",
        "description": "How far objects are on their way to be ready. With its uid, a Job that was removed after it ended counts as it ended. What is in a namespace that is not open for apps of the caller has failed, and nothing else is told of it; the same goes for what names no namespace. Of a kind that the portal never reads, like Secret, is not known whether it exists: with its uid it counts as ready, and else as failed. Asks for `hybrid-apps.app.create`, and for `hybrid-apps.namespace.create` on the namespace of each object.",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "objects"
                ],
                "properties": {
                  "objects": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 200,
                    "items": {
                      "$ref": "#/components/schemas/CreatedObject"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The state of each object, in the order asked for.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Readiness"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/tasks": {
      "get": {
        "operationId": "listOpenTasks",
        "description": "The tasks of the scaffolder whose record is open: of which the portal knows what they created, and not yet that they are done. For the scaffolder's plugin alone, in its own name; 403 for others. Asks for `hybrid-apps.app.create`.",
        "responses": {
          "200": {
            "description": "The tasks.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/OpenTask"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/tasks/undo": {
      "post": {
        "operationId": "undoApply",
        "description": "Deletes what the portal's record has for a task, on every cluster, newest first. What is recorded is what applies created, from before the first write until the task is closed; without the scaffolder, for 24 hours. An object is deleted only while it has the uid that the cluster gave when it was created, or, where that answer was lost, the field manager of that call; others are left alone and named. Where the cluster takes its time, the result is `deleted` until the object is `gone`. In a namespace that is not open for apps it is `failed`, without a request. For who asked for it: a user undoes what was created in the user's own name, the scaffolder's plugin, in its own name, what was created through it; other services get 403. Asks for `hybrid-apps.app.create`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/OpenTask"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What became of each object; nothing where nothing is recorded.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "cluster",
                          "object",
                          "result"
                        ],
                        "properties": {
                          "cluster": {
                            "type": "string"
                          },
                          "object": {
                            "$ref": "#/components/schemas/ObjectRef"
                          },
                          "result": {
                            "type": "string",
                            "enum": [
                              "deleted",
                              "gone",
                              "kept",
                              "failed"
                            ]
                          },
                          "message": {
                            "type": "string"
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/tasks/close": {
      "post": {
        "operationId": "closeTask",
        "description": "Says that a task of the scaffolder is done: what it created is there to stay, and is not undone any more. Saying it again changes nothing. For the scaffolder's plugin alone, in its own name; 403 for others. Asks for `hybrid-apps.app.create`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/OpenTask"
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "Nothing is recorded for it any more."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/discovered-apps": {
      "get": {
        "operationId": "listDiscoveredApps",
        "description": "The apps that labels on objects in the clusters tell of, for the catalog. Answered to services, and to callers who may read clusters.",
        "responses": {
          "200": {
            "description": "The apps.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "knowledge"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/DiscoveredApp"
                      }
                    },
                    "leftOut": {
                      "description": "What carries the label of an app and is taken for a part of the platform, by its namespace (`hybridApps.platformNamespaces`).",
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/LeftOutApp"
                      }
                    },
                    "ofUnknownOwner": {
                      "description": "What carries the label of an app in a namespace that nobody can tell the owner of: its name tells none, and the portal has not read the Namespace, or may not. It is no app until that is known.",
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/LeftOutApp"
                      }
                    },
                    "knowledge": {
                      "$ref": "#/components/schemas/Knowledge"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "kind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      "namespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      "name": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      "cluster": {
        "name": "cluster",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    },
    "responses": {
      "Error": {
        "description": "An error as every Backstage backend answers it.",
        "content": {
          "application/json": {
            "schema": {
              "type": "object",
              "required": [
                "error"
              ],
              "properties": {
                "error": {
                  "type": "object",
                  "required": [
                    "name",
                    "message"
                  ],
                  "properties": {
                    "name": {
                      "type": "string"
                    },
                    "message": {
                      "type": "string"
                    }
                  }
                },
                "request": {
                  "type": "object"
                },
                "response": {
                  "type": "object"
                }
              }
            }
          }
        }
      }
    },
    "schemas": {
      "Health": {
        "description": "How well an object is. `stopped`: it is meant to be off. `unknown`: what would tell could not be read, or the platform itself does not know. `unjudged`: nothing says how well an object of this kind is, so it counts nowhere.",
        "type": "string",
        "enum": [
          "healthy",
          "progressing",
          "degraded",
          "stopped",
          "unknown",
          "unjudged"
        ]
      },
      "Posture": {
        "description": "Whether any policy isolates a workload in a direction. `unknown` where policies could not be read.",
        "type": "string",
        "enum": [
          "isolated",
          "open",
          "unknown"
        ]
      },
      "Postures": {
        "type": "object",
        "required": [
          "ingress",
          "egress"
        ],
        "properties": {
          "ingress": {
            "$ref": "#/components/schemas/Posture"
          },
          "egress": {
            "$ref": "#/components/schemas/Posture"
          }
        }
      },
      "Protocol": {
        "type": "string",
        "enum": [
          "TCP",
          "UDP",
          "SCTP"
        ]
      },
      "Manifest": {
        "description": "A Kubernetes object.",
        "type": "object",
        "required": [
          "apiVersion",
          "kind",
          "metadata"
        ],
        "properties": {
          "apiVersion": {
            "type": "string",
            "minLength": 1
          },
          "kind": {
            "type": "string",
            "minLength": 1
          },
          "metadata": {
            "type": "object",
            "required": [
              "name"
            ],
            "properties": {
              "name": {
                "type": "string",
                "minLength": 1
              },
              "namespace": {
                "type": "string"
              }
            },
            "additionalProperties": true
          }
        },
        "additionalProperties": true
      },
      "ObjectRef": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "apiVersion",
          "kind",
          "name"
        ],
        "properties": {
          "apiVersion": {
            "type": "string",
            "minLength": 1
          },
          "kind": {
            "type": "string",
            "minLength": 1
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string",
            "minLength": 1
          }
        }
      },
      "ConsoleKind": {
        "description": "The serial port of a VM, its screen, or a shell in a container.",
        "type": "string",
        "enum": [
          "serial",
          "vnc",
          "exec"
        ]
      },
      "ConsoleRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "kind"
        ],
        "properties": {
          "id": {
            "description": "Of the node or the object, as the topology names it. For `exec` a Pod, or a workload, of which a Pod that runs is taken.",
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          },
          "kind": {
            "$ref": "#/components/schemas/ConsoleKind"
          },
          "container": {
            "description": "For `exec`, where the Pod has several.",
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "join": {
            "description": "Where somebody has the console already, whether to watch (a serial port alone) or to take the keys.",
            "type": "string",
            "enum": [
              "watch",
              "take"
            ]
          }
        }
      },
      "ConsoleTicket": {
        "type": "object",
        "required": [
          "ticket",
          "path",
          "until",
          "kind",
          "object"
        ],
        "properties": {
          "ticket": {
            "type": "string"
          },
          "path": {
            "description": "Of the WebSocket, below the address of the plugin.",
            "type": "string"
          },
          "until": {
            "type": "string",
            "format": "date-time"
          },
          "kind": {
            "$ref": "#/components/schemas/ConsoleKind"
          },
          "object": {
            "description": "What it is the console of, the VM's instance or the Pod.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ObjectRef"
              }
            ]
          },
          "container": {
            "type": "string"
          }
        }
      },
      "OpenConsole": {
        "type": "object",
        "required": [
          "id",
          "person",
          "role",
          "app",
          "cluster",
          "kind",
          "object",
          "since"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "person": {
            "description": "Entity reference.",
            "type": "string"
          },
          "role": {
            "type": "string",
            "enum": [
              "keys",
              "watch"
            ]
          },
          "app": {
            "description": "Entity reference of the app through which it was opened.",
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/ConsoleKind"
          },
          "object": {
            "$ref": "#/components/schemas/ObjectRef"
          },
          "container": {
            "type": "string"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "OpenTask": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "task"
        ],
        "properties": {
          "task": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "user": {
            "description": "The entity reference of who started it, for the scaffolder; absent where a service did. Users name nobody but themselves.",
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          }
        }
      },
      "CreatedObject": {
        "description": "An object that a task created, with its uid where that is known.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "apiVersion",
          "kind",
          "name"
        ],
        "properties": {
          "apiVersion": {
            "type": "string",
            "minLength": 1
          },
          "kind": {
            "type": "string",
            "minLength": 1
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string",
            "minLength": 1
          },
          "uid": {
            "type": "string",
            "minLength": 1
          }
        }
      },
      "KindKnowledge": {
        "description": "How far one kind of one cluster is known. A cluster that cannot be reached at all has one entry, with kind `*`; what concerns all clusters is of the cluster `*`.",
        "type": "object",
        "required": [
          "cluster",
          "kind",
          "state"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "kind": {
            "description": "Resource and group, like `virtualmachines.kubevirt.io`, or `*`.",
            "type": "string"
          },
          "state": {
            "description": "`partial`: it may be read in some namespaces alone, and is known there. `unresolved`: what an entity says of its objects leads nowhere, like the name of a cluster that there is not. `hidden`: it is in namespaces that the caller may not see.",
            "type": "string",
            "enum": [
              "synced",
              "partial",
              "syncing",
              "forbidden",
              "absent",
              "unreachable",
              "stale",
              "unresolved",
              "hidden"
            ]
          },
          "ownerKind": {
            "description": "Of a kind that the portal does not know by itself, and reads since objects of it own others: its name, like `Cluster`. Pictures without such an object lack nothing by it.",
            "type": "string"
          },
          "namespaces": {
            "description": "Where it is known nevertheless, whatever the state of the rest.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "since": {
            "description": "Since when it is so; for `stale`, when it was last in step.",
            "type": "string",
            "format": "date-time"
          },
          "message": {
            "description": "What happened, and what to do about it.",
            "type": "string"
          }
        }
      },
      "Knowledge": {
        "description": "What is not known, or not for sure. Empty where every kind that matters here is synced.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/KindKnowledge"
        }
      },
      "AppTotals": {
        "type": "object",
        "required": [
          "apps",
          "vms",
          "containers",
          "needAttention"
        ],
        "properties": {
          "apps": {
            "type": "integer"
          },
          "vms": {
            "description": "What several apps have is one.",
            "type": "integer"
          },
          "containers": {
            "description": "Container workloads, likewise.",
            "type": "integer"
          },
          "needAttention": {
            "description": "Apps that are degraded or unknown.",
            "type": "integer"
          }
        }
      },
      "AppSummary": {
        "type": "object",
        "required": [
          "entityRef",
          "name",
          "health",
          "vms",
          "containers",
          "clusters",
          "posture",
          "knowledge"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "description": "The owner's entity reference.",
            "type": "string"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "unhealthy": {
            "description": "How many components are degraded.",
            "type": "integer"
          },
          "vms": {
            "type": "integer"
          },
          "containers": {
            "type": "integer"
          },
          "clusters": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "posture": {
            "description": "How many workloads are isolated for ingress, how many are open, and how many unknown.",
            "type": "object",
            "required": [
              "isolated",
              "open",
              "unknown"
            ],
            "properties": {
              "isolated": {
                "type": "integer"
              },
              "open": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              }
            }
          },
          "problems": {
            "description": "What is degraded, workloads first; five at most, of `unhealthy` in all. Absent where nothing is.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AppProblem"
            }
          },
          "openWorkloads": {
            "description": "The names of workloads that are open for ingress; five at most, of `posture.open` in all. Absent where none is.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "changedAt": {
            "description": "When something in the app last changed that its history records.",
            "type": "string",
            "format": "date-time"
          },
          "knowledge": {
            "$ref": "#/components/schemas/Knowledge"
          }
        }
      },
      "AppProblem": {
        "description": "A component that is degraded, and why.",
        "type": "object",
        "required": [
          "component",
          "cluster",
          "kind",
          "name"
        ],
        "properties": {
          "component": {
            "description": "Its node in the topology.",
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "reason": {
            "description": "One word of the platform's own, like ImagePullBackOff.",
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "Topology": {
        "type": "object",
        "required": [
          "entityRef",
          "revision",
          "nodes",
          "edges",
          "knowledge"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "revision": {
            "type": "string"
          },
          "nodes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TopologyNode"
            }
          },
          "edges": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TopologyEdge"
            }
          },
          "knowledge": {
            "$ref": "#/components/schemas/Knowledge"
          }
        }
      },
      "TopologyNode": {
        "type": "object",
        "required": [
          "id",
          "cluster",
          "namespace",
          "apiVersion",
          "kind",
          "name",
          "category",
          "status",
          "facts",
          "members",
          "reason"
        ],
        "properties": {
          "id": {
            "description": "`cluster/namespace/group/Kind/name`; group is empty for the core group, namespace for cluster-scoped kinds.",
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "apiVersion": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "category": {
            "type": "string",
            "enum": [
              "vm",
              "container",
              "network",
              "storage",
              "config",
              "policy",
              "external"
            ]
          },
          "entityRef": {
            "description": "The catalog entity that this node belongs to, where one does.",
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/NodeStatus"
          },
          "posture": {
            "$ref": "#/components/schemas/Postures"
          },
          "facts": {
            "$ref": "#/components/schemas/NodeFacts"
          },
          "members": {
            "description": "The objects that this node stands for beside its own, like a VM's instance, launcher Pod and disks.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NodeMember"
            }
          },
          "reason": {
            "description": "Why it belongs to the app.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Evidence"
              }
            ]
          }
        }
      },
      "LogRow": {
        "description": "A line of a log or, where `event` is there, what is told of logs.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "pod": {
            "type": "string"
          },
          "container": {
            "type": "string"
          },
          "at": {
            "description": "When the line was written, in UTC and to the nanosecond, always as long. Absent where the cluster did not say.",
            "type": "string"
          },
          "text": {
            "description": "The line, with all control characters that are in it.",
            "type": "string"
          },
          "cut": {
            "description": "The line is longer than 65536 characters; this is its beginning.",
            "type": "boolean"
          },
          "event": {
            "description": "`sources`: which Pods are read, the first row, and again where they change. `ended`: that container writes nothing more. `failed`: its log cannot be read, and why. `closed`: the last row.",
            "type": "string",
            "enum": [
              "sources",
              "ended",
              "failed",
              "closed"
            ]
          },
          "sources": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LogSource"
            }
          },
          "leftOut": {
            "description": "So many Pods more there are.",
            "type": "integer"
          },
          "message": {
            "type": "string"
          },
          "reason": {
            "description": "Why it is closed. `complete`: all was told. `time`: it was followed for as long as one request may. `gone`: the object is no more.",
            "type": "string",
            "enum": [
              "complete",
              "time",
              "gone"
            ]
          }
        }
      },
      "LogSource": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "pod",
          "containers"
        ],
        "properties": {
          "pod": {
            "type": "string"
          },
          "container": {
            "description": "The one that is read; absent where the Pod has none such.",
            "type": "string"
          },
          "containers": {
            "description": "All that the Pod has.",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "NodeMember": {
        "type": "object",
        "required": [
          "id",
          "apiVersion",
          "kind",
          "name",
          "status"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "apiVersion": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/NodeStatus"
          },
          "facts": {
            "$ref": "#/components/schemas/NodeFacts"
          }
        }
      },
      "NodeStatus": {
        "type": "object",
        "required": [
          "health"
        ],
        "properties": {
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "reason": {
            "description": "One word of the platform's own, like Running, CrashLoopBackOff, ErrorUnschedulable.",
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "source": {
            "description": "The rule by which it is judged, by whose specification.",
            "type": "string"
          }
        }
      },
      "NodeFacts": {
        "description": "What a person wants to know of an object at one glance. Fields that do not fit its kind are absent.",
        "type": "object",
        "properties": {
          "replicas": {
            "type": "object",
            "required": [
              "ready",
              "desired"
            ],
            "properties": {
              "ready": {
                "type": "integer"
              },
              "desired": {
                "type": "integer"
              }
            }
          },
          "images": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "cpu": {
            "type": "string"
          },
          "memory": {
            "type": "string"
          },
          "resources": {
            "description": "In numbers: of a VM what its guest has, of a container workload what one Pod asks for, by requests or else limits. What is not known is absent.",
            "type": "object",
            "properties": {
              "cpu": {
                "description": "In CPUs",
                "type": "number"
              },
              "memory": {
                "description": "In bytes",
                "type": "number"
              }
            }
          },
          "guestOs": {
            "type": "string"
          },
          "runStrategy": {
            "type": "string"
          },
          "instancetype": {
            "type": "string"
          },
          "preference": {
            "type": "string"
          },
          "addresses": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "node": {
            "type": "string"
          },
          "zone": {
            "description": "Of the node, by its label `topology.kubernetes.io/zone`. Absent where it has none, or the node is not known, or is not for who asks.",
            "type": "string"
          },
          "restarts": {
            "type": "integer"
          },
          "ports": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "port",
                "protocol"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "port": {
                  "type": "integer"
                },
                "targetPort": {
                  "type": "string"
                },
                "protocol": {
                  "$ref": "#/components/schemas/Protocol"
                }
              }
            }
          },
          "interfaces": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "network",
                "policyCoverage"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "network": {
                  "description": "`pod`, or the name of a NetworkAttachmentDefinition.",
                  "type": "string"
                },
                "binding": {
                  "type": "string"
                },
                "model": {
                  "type": "string"
                },
                "mac": {
                  "type": "string"
                },
                "addresses": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "policyCoverage": {
                  "description": "Whether network policies of the pod network, or MultiNetworkPolicies, cover this interface.",
                  "type": "string",
                  "enum": [
                    "covered",
                    "uncovered",
                    "unknown"
                  ]
                }
              }
            }
          },
          "disks": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "source": {
                  "description": "What backs it, like `dataVolume mongodb-data` or `containerDisk quay.io/…`.",
                  "type": "string"
                },
                "size": {
                  "type": "string"
                },
                "storageClass": {
                  "type": "string"
                },
                "device": {
                  "description": "As what the guest has it, like `disk`, `cdrom` or `lun`.",
                  "type": "string"
                },
                "bus": {
                  "type": "string"
                },
                "bootOrder": {
                  "type": "integer"
                }
              }
            }
          },
          "serviceType": {
            "type": "string"
          },
          "hosts": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "urls": {
            "description": "Of a way in, what a browser may open. None for hosts that stand for several.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "externalAddresses": {
            "description": "Addresses and names by which it is open to outside of the cluster.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "size": {
            "type": "string"
          },
          "storageClass": {
            "type": "string"
          },
          "progress": {
            "description": "Of an import, like `42 %`.",
            "type": "string"
          },
          "policyTypes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ObjectField": {
        "type": "object",
        "required": [
          "apiVersion",
          "kind",
          "name"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "apiVersion": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        }
      },
      "Evidence": {
        "type": "object",
        "required": [
          "text"
        ],
        "properties": {
          "text": {
            "description": "A sentence a person can read.",
            "type": "string"
          },
          "object": {
            "$ref": "#/components/schemas/ObjectField"
          },
          "fieldPath": {
            "description": "The field that says so, like `spec.selector`.",
            "type": "string"
          },
          "value": {
            "type": "string"
          }
        }
      },
      "TopologyEdge": {
        "type": "object",
        "required": [
          "id",
          "source",
          "target",
          "relation",
          "evidence"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "source": {
            "type": "string"
          },
          "target": {
            "type": "string"
          },
          "relation": {
            "description": "routes: the way of a request, over a Gateway, an Ingress or route, to a Service; selects: a Service to its workloads; connects: a workload that is configured with another's address; depends-on: declared in the catalog; mounts: a workload to its storage; uses: a workload to its configuration; attaches: a VM to a secondary network; serves: a way in to the certificate that it shows; scales: an autoscaler to its workload; protects: a disruption budget to its workloads; owns: what controls another one; applies-to: a policy to a workload.",
            "type": "string",
            "enum": [
              "routes",
              "selects",
              "connects",
              "depends-on",
              "mounts",
              "uses",
              "attaches",
              "serves",
              "scales",
              "protects",
              "owns",
              "applies-to"
            ]
          },
          "ports": {
            "description": "Like `27017` or `80→8080`.",
            "type": "string"
          },
          "verdict": {
            "description": "Whether policy lets this traffic through, for relations that carry traffic.",
            "type": "string",
            "enum": [
              "allowed",
              "denied",
              "uncertain"
            ]
          },
          "evidence": {
            "$ref": "#/components/schemas/Evidence"
          }
        }
      },
      "ModernizationAmount": {
        "description": "A sum, and of how many components it is not known, so that it is at least so much.",
        "type": "object",
        "required": [
          "value",
          "unknown"
        ],
        "properties": {
          "value": {
            "type": "number"
          },
          "unknown": {
            "type": "integer"
          }
        }
      },
      "ModernizationShare": {
        "type": "object",
        "required": [
          "count",
          "cpu",
          "memory"
        ],
        "properties": {
          "count": {
            "description": "How many components.",
            "type": "integer"
          },
          "cpu": {
            "description": "In CPUs.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ModernizationAmount"
              }
            ]
          },
          "memory": {
            "description": "In bytes.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ModernizationAmount"
              }
            ]
          }
        }
      },
      "ModernizationFigures": {
        "type": "object",
        "required": [
          "vm",
          "container"
        ],
        "properties": {
          "vm": {
            "$ref": "#/components/schemas/ModernizationShare"
          },
          "container": {
            "$ref": "#/components/schemas/ModernizationShare"
          }
        }
      },
      "ModernizationPoint": {
        "type": "object",
        "required": [
          "at",
          "figures"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "figures": {
            "$ref": "#/components/schemas/ModernizationFigures"
          }
        }
      },
      "ModernizationStage": {
        "description": "What an app runs in: `unknown` where what is hidden or could not be read may be of the other kind, `none` where it has no components.",
        "type": "string",
        "enum": [
          "vms",
          "mixed",
          "containers",
          "none",
          "unknown"
        ]
      },
      "ModernizationComponent": {
        "type": "object",
        "required": [
          "id",
          "cluster",
          "namespace",
          "kind",
          "name",
          "category",
          "replicas"
        ],
        "properties": {
          "id": {
            "description": "Of its node of the topology.",
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "category": {
            "type": "string",
            "enum": [
              "vm",
              "container"
            ]
          },
          "replicas": {
            "type": "integer"
          },
          "cpu": {
            "description": "Of all replicas, in CPUs; absent where it is not known.",
            "type": "number"
          },
          "memory": {
            "description": "Of all replicas, in bytes; absent where it is not known.",
            "type": "number"
          }
        }
      },
      "ModernizationWait": {
        "description": "A component that calls another one, where one of them is a VM, or both.",
        "type": "object",
        "required": [
          "source",
          "target",
          "relation"
        ],
        "properties": {
          "source": {
            "description": "The id of who calls.",
            "type": "string"
          },
          "target": {
            "description": "The id of what is called.",
            "type": "string"
          },
          "relation": {
            "description": "As the edge of the topology that says so.",
            "type": "string",
            "enum": [
              "connects",
              "depends-on"
            ]
          },
          "through": {
            "description": "The Service between them, by its name.",
            "type": "string"
          },
          "ports": {
            "type": "string"
          }
        }
      },
      "Modernization": {
        "type": "object",
        "required": [
          "entityRef",
          "revision",
          "stage",
          "figures",
          "components",
          "waits",
          "isWhole",
          "knowledge"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "revision": {
            "type": "string"
          },
          "stage": {
            "$ref": "#/components/schemas/ModernizationStage"
          },
          "figures": {
            "$ref": "#/components/schemas/ModernizationFigures"
          },
          "components": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModernizationComponent"
            }
          },
          "waits": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModernizationWait"
            }
          },
          "isWhole": {
            "description": "Whether the caller sees the whole app, in clusters that show the same to all.",
            "type": "boolean"
          },
          "series": {
            "description": "What the figures were from each time on, oldest first, a day's last; absent where the caller does not see the whole app.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModernizationPoint"
            }
          },
          "knowledge": {
            "$ref": "#/components/schemas/Knowledge"
          }
        }
      },
      "AppModernization": {
        "type": "object",
        "required": [
          "entityRef",
          "name",
          "stage",
          "figures",
          "waits",
          "isWhole"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "description": "The owner's entity reference.",
            "type": "string"
          },
          "stage": {
            "$ref": "#/components/schemas/ModernizationStage"
          },
          "figures": {
            "$ref": "#/components/schemas/ModernizationFigures"
          },
          "waits": {
            "description": "How many container workloads call a VM.",
            "type": "integer"
          },
          "isWhole": {
            "description": "Whether the caller sees the whole app, in clusters that show the same to all.",
            "type": "boolean"
          }
        }
      },
      "ModernizationPage": {
        "type": "object",
        "required": [
          "items",
          "totals",
          "series",
          "notInSeries",
          "knowledge"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AppModernization"
            }
          },
          "totals": {
            "description": "Of all apps, whatever the page. In `figures`, what several apps have is once.",
            "type": "object",
            "required": [
              "apps",
              "stages",
              "figures"
            ],
            "properties": {
              "apps": {
                "type": "integer"
              },
              "stages": {
                "description": "How many apps are at each stage.",
                "type": "object",
                "required": [
                  "vms",
                  "mixed",
                  "containers",
                  "none",
                  "unknown"
                ],
                "properties": {
                  "vms": {
                    "type": "integer"
                  },
                  "mixed": {
                    "type": "integer"
                  },
                  "containers": {
                    "type": "integer"
                  },
                  "none": {
                    "type": "integer"
                  },
                  "unknown": {
                    "type": "integer"
                  }
                }
              },
              "figures": {
                "$ref": "#/components/schemas/ModernizationFigures"
              }
            }
          },
          "series": {
            "description": "The sums of the apps that the caller sees the whole of, from each time on, oldest first, a day's last; what several apps have is in each.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModernizationPoint"
            }
          },
          "notInSeries": {
            "description": "How many apps `series` leaves out, as the caller does not see the whole of them.",
            "type": "integer"
          },
          "knowledge": {
            "$ref": "#/components/schemas/Knowledge"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "ActOffer": {
        "description": "An act that has to do with an object as it is.",
        "type": "object",
        "required": [
          "act",
          "label",
          "will",
          "danger",
          "possible",
          "basis"
        ],
        "properties": {
          "act": {
            "type": "string"
          },
          "label": {
            "type": "string"
          },
          "will": {
            "type": "string",
            "description": "What it will do; `{{name}}` stands for the name of the object."
          },
          "danger": {
            "description": "How easily it is regretted. `asks`: have it confirmed; `asksName`: by the name of the object.",
            "type": "string",
            "enum": [
              "none",
              "asks",
              "asksName"
            ]
          },
          "possible": {
            "type": "boolean"
          },
          "why": {
            "type": "string",
            "description": "Why it is not possible."
          },
          "tells": {
            "description": "What comes of it for this very object, in sentences.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "previews": {
            "description": "Of values that can be chosen, what each would change.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ActPreview"
            }
          },
          "basis": {
            "type": "string",
            "description": "What it was offered on; to be sent with it."
          },
          "input": {
            "type": "object",
            "additionalProperties": true,
            "description": "JSON Schema of what it takes, if anything. What can be chosen is a `oneOf` of `const` and `title`."
          }
        }
      },
      "ActPreview": {
        "description": "What a value that can be chosen would change of the object.",
        "type": "object",
        "required": [
          "field",
          "value",
          "lines"
        ],
        "properties": {
          "field": {
            "type": "string"
          },
          "value": {
            "type": "string",
            "description": "The value, as a text."
          },
          "lines": {
            "description": "As the portal shows objects, without values that may be secret; none where nothing of that would change.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "is",
                "text"
              ],
              "properties": {
                "is": {
                  "description": "`leftOut` stands for lines that stay.",
                  "type": "string",
                  "enum": [
                    "added",
                    "removed",
                    "same",
                    "leftOut"
                  ]
                },
                "text": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "ObjectActs": {
        "type": "object",
        "required": [
          "object",
          "acts"
        ],
        "properties": {
          "object": {
            "$ref": "#/components/schemas/ObjectField"
          },
          "acts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ActOffer"
            }
          }
        }
      },
      "ActDone": {
        "description": "Something that somebody did to an object.",
        "type": "object",
        "required": [
          "id",
          "act",
          "object",
          "askedBy",
          "state",
          "askedAt",
          "until"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "act": {
            "type": "string"
          },
          "object": {
            "type": "string",
            "description": "The id of the object."
          },
          "askedBy": {
            "type": "string",
            "description": "Entity reference of who asked."
          },
          "input": {
            "type": "object",
            "additionalProperties": true
          },
          "state": {
            "description": "`asked`: the cluster did not answer yet. `taken`: it did, and the end is not there yet. `late`: it takes longer than it should. `unknown`: the answer was lost, and nothing tells what became of it.",
            "type": "string",
            "enum": [
              "asked",
              "taken",
              "done",
              "failed",
              "late",
              "unknown"
            ]
          },
          "message": {
            "type": "string",
            "description": "Why it failed, or what is still to be done."
          },
          "askedAt": {
            "type": "string",
            "format": "date-time"
          },
          "until": {
            "type": "string",
            "format": "date-time",
            "description": "After which it takes too long."
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "PlanKind": {
        "description": "Whether an app is stopped or started.",
        "type": "string",
        "enum": [
          "stop",
          "start"
        ]
      },
      "PlanExclude": {
        "description": "The ids of objects that are to be left alone.",
        "type": "array",
        "maxItems": 1000,
        "items": {
          "type": "string",
          "maxLength": 1000
        }
      },
      "PlanGoesBack": {
        "description": "The id of a plan of the other kind that has ended, of which all that was begun is taken back, and nothing else is done.",
        "type": "string",
        "maxLength": 64
      },
      "PlanBefore": {
        "description": "How an object ran before it was stopped.",
        "type": "object",
        "properties": {
          "replicas": {
            "type": "integer"
          },
          "runStrategy": {
            "type": "string"
          },
          "suspended": {
            "type": "boolean"
          }
        }
      },
      "PlanTold": {
        "description": "An object, and why nothing is done to it.",
        "type": "object",
        "required": [
          "object",
          "why"
        ],
        "properties": {
          "object": {
            "type": "string",
            "description": "The id of the object."
          },
          "why": {
            "type": "string"
          }
        }
      },
      "PlanPreviewStep": {
        "description": "What would be done to one object.",
        "type": "object",
        "required": [
          "stage",
          "object",
          "act",
          "before",
          "after"
        ],
        "properties": {
          "stage": {
            "type": "integer",
            "description": "From 0; what is of one stage is done at a time."
          },
          "object": {
            "type": "string",
            "description": "The id of the object."
          },
          "act": {
            "type": "string"
          },
          "before": {
            "$ref": "#/components/schemas/PlanBefore"
          },
          "after": {
            "description": "Whom of earlier stages it waits for.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "object",
                "relation"
              ],
              "properties": {
                "object": {
                  "type": "string"
                },
                "relation": {
                  "type": "string",
                  "enum": [
                    "connects",
                    "depends-on"
                  ],
                  "description": "Whether one calls the other, or is declared to depend on it."
                },
                "through": {
                  "type": "string",
                  "description": "The id of the Service by which it calls."
                }
              }
            }
          }
        }
      },
      "PlanPreview": {
        "description": "What would be done to stop or start an app as it is now.",
        "type": "object",
        "required": [
          "kind",
          "basis",
          "possible",
          "steps",
          "leftAlone",
          "refused",
          "cycles",
          "knowledge"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/PlanKind"
          },
          "basis": {
            "type": "string",
            "description": "What it was told on; to be sent with it."
          },
          "possible": {
            "type": "boolean"
          },
          "why": {
            "type": "string",
            "description": "Why it is not possible."
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlanPreviewStep"
            }
          },
          "leftAlone": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlanTold"
            }
          },
          "refused": {
            "description": "What the caller may not act on. With any of these, nothing is done unless it is excluded.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlanTold"
            }
          },
          "cycles": {
            "description": "Objects that need each other all round, so that none of them is first.",
            "type": "array",
            "items": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "isCut": {
            "description": "Whether something of the app is where the caller may not look, and so is left alone.",
            "type": "boolean"
          },
          "knowledge": {
            "$ref": "#/components/schemas/Knowledge"
          }
        }
      },
      "PlanStep": {
        "description": "What is done to one object.",
        "type": "object",
        "required": [
          "stage",
          "object",
          "act",
          "before",
          "state"
        ],
        "properties": {
          "stage": {
            "type": "integer"
          },
          "object": {
            "type": "string",
            "description": "The id of the object."
          },
          "act": {
            "type": "string"
          },
          "before": {
            "$ref": "#/components/schemas/PlanBefore"
          },
          "state": {
            "description": "`skipped`: there was nothing to do any more, as it was so already or is gone.",
            "type": "string",
            "enum": [
              "waiting",
              "begun",
              "done",
              "failed",
              "skipped"
            ]
          },
          "message": {
            "type": "string",
            "description": "Why it failed, or was skipped."
          },
          "begunAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Plan": {
        "description": "A plan that stops or starts an app as a whole.",
        "type": "object",
        "required": [
          "id",
          "kind",
          "askedBy",
          "state",
          "askedAt",
          "steps",
          "leftAlone"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/PlanKind"
          },
          "askedBy": {
            "type": "string",
            "description": "Who asked; `plugin:hybrid-apps` where hours did."
          },
          "goesBack": {
            "type": "string",
            "description": "The plan that it takes back."
          },
          "dueAt": {
            "type": "string",
            "format": "date-time",
            "description": "The moment of the app's hours that it is of."
          },
          "state": {
            "description": "`cancelling`: nothing new is begun, and what was begun goes on to its end. `cancelled`: something of it was not done.",
            "type": "string",
            "enum": [
              "running",
              "cancelling",
              "done",
              "failed",
              "cancelled"
            ]
          },
          "cancelBy": {
            "type": "string",
            "description": "Entity reference of who asked for its end."
          },
          "askedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlanStep"
            }
          },
          "leftAlone": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlanTold"
            }
          }
        }
      },
      "AppHours": {
        "description": "In which hours an app is to run.",
        "type": "object",
        "required": [
          "from"
        ],
        "properties": {
          "from": {
            "description": "Who says so. The configuration counts before an annotation.",
            "type": "string",
            "enum": [
              "config",
              "annotation"
            ]
          },
          "problem": {
            "type": "string",
            "description": "Why nothing is done by them, as what is written."
          },
          "hours": {
            "type": "object",
            "required": [
              "days",
              "from",
              "to",
              "timeZone"
            ],
            "properties": {
              "days": {
                "type": "array",
                "items": {
                  "type": "string",
                  "enum": [
                    "mon",
                    "tue",
                    "wed",
                    "thu",
                    "fri",
                    "sat",
                    "sun"
                  ]
                }
              },
              "from": {
                "type": "string",
                "description": "When it starts, like `07:00`."
              },
              "to": {
                "type": "string",
                "description": "When it stops, like `19:00`; up to `from`, on the day after."
              },
              "timeZone": {
                "type": "string",
                "description": "Like `Europe/Madrid`."
              }
            }
          },
          "next": {
            "type": "object",
            "required": [
              "kind",
              "at"
            ],
            "properties": {
              "kind": {
                "$ref": "#/components/schemas/PlanKind"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              }
            }
          },
          "last": {
            "description": "What became of the last moment that was due.",
            "type": "object",
            "required": [
              "kind",
              "at",
              "outcome"
            ],
            "properties": {
              "kind": {
                "$ref": "#/components/schemas/PlanKind"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "outcome": {
                "description": "`nothing`: there was nothing to do. `skipped`: the app was left as it is.",
                "type": "string",
                "enum": [
                  "begun",
                  "nothing",
                  "skipped"
                ]
              },
              "message": {
                "type": "string"
              }
            }
          }
        }
      },
      "ObjectDetails": {
        "type": "object",
        "required": [
          "id",
          "object",
          "events"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "object": {
            "$ref": "#/components/schemas/Manifest"
          },
          "events": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ObjectEvent"
            }
          },
          "inside": {
            "$ref": "#/components/schemas/ObjectInside"
          }
        }
      },
      "ObjectEvent": {
        "description": "Something that happened to an object, as the cluster tells it.",
        "type": "object",
        "required": [
          "type",
          "reason",
          "message"
        ],
        "properties": {
          "type": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "count": {
            "description": "How often it happened.",
            "type": "integer"
          },
          "since": {
            "description": "When it happened first, where it happened again.",
            "type": "string",
            "format": "date-time"
          },
          "lastSeen": {
            "type": "string",
            "format": "date-time"
          },
          "object": {
            "$ref": "#/components/schemas/ObjectField"
          },
          "component": {
            "description": "The topology id of what is drawn for the object. Told of the events of an app.",
            "type": "string"
          }
        }
      },
      "AppEvents": {
        "type": "object",
        "required": [
          "items",
          "left",
          "lacks"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ObjectEvent"
            }
          },
          "left": {
            "description": "How many there are beside these.",
            "type": "integer"
          },
          "lacks": {
            "description": "Of what the events are not known, or not all.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "cluster",
                "message"
              ],
              "properties": {
                "cluster": {
                  "type": "string"
                },
                "namespace": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "FieldManagers": {
        "type": "object",
        "required": [
          "state",
          "items"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "told",
              "forbidden",
              "unknown"
            ]
          },
          "message": {
            "description": "Why it is not known.",
            "type": "string"
          },
          "items": {
            "description": "Who wrote last is first; 100 at most.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FieldManager"
            }
          }
        }
      },
      "FieldManager": {
        "description": "Who set some fields of an object. See https://kubernetes.io/docs/reference/using-api/server-side-apply, Field management.",
        "type": "object",
        "required": [
          "manager",
          "operation"
        ],
        "properties": {
          "manager": {
            "description": "As it called itself, like `kubectl-edit`.",
            "type": "string"
          },
          "operation": {
            "type": "string",
            "enum": [
              "Apply",
              "Update"
            ]
          },
          "at": {
            "description": "When it changed which fields it manages, or one of them.",
            "type": "string",
            "format": "date-time"
          },
          "subresource": {
            "description": "By way of which it wrote, like `status` or `scale`.",
            "type": "string"
          },
          "isPortal": {
            "description": "Whether it calls itself as this portal does.",
            "type": "boolean"
          },
          "fields": {
            "description": "Their paths, like `spec.template.spec.containers[web].image`, 200 at most; absent where they are not told in a form that is known. Of a ConfigMap's data no keys are told.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "left": {
            "description": "How many there are beside these.",
            "type": "integer"
          }
        }
      },
      "ObjectInside": {
        "description": "What an object is made of, and how each part stands; absent where its kind tells nothing of it. Of what may be secret there are names alone, never a value. Fields that do not fit its kind, or say nothing, are absent.",
        "type": "object",
        "properties": {
          "containers": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ContainerInside"
            }
          },
          "volumes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/VolumeInside"
            }
          },
          "hardware": {
            "$ref": "#/components/schemas/HardwareInside"
          },
          "guest": {
            "$ref": "#/components/schemas/GuestInside"
          },
          "use": {
            "$ref": "#/components/schemas/UseInside"
          },
          "scaling": {
            "description": "Of an autoscaler.",
            "type": "object",
            "required": [
              "max"
            ],
            "properties": {
              "min": {
                "type": "integer"
              },
              "max": {
                "type": "integer"
              },
              "current": {
                "type": "integer"
              },
              "desired": {
                "type": "integer"
              },
              "lastScaledAt": {
                "type": "string",
                "format": "date-time"
              },
              "metrics": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "name",
                    "type"
                  ],
                  "properties": {
                    "name": {
                      "description": "Like `cpu`, `memory of container web`, `requests of Ingress shop`.",
                      "type": "string"
                    },
                    "type": {
                      "type": "string"
                    },
                    "current": {
                      "description": "Like `63 %` or `250m`; absent where it was not measured.",
                      "type": "string"
                    },
                    "target": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "disruption": {
            "description": "Of a disruption budget, what it would let go now.",
            "type": "object",
            "properties": {
              "minAvailable": {
                "type": "string"
              },
              "maxUnavailable": {
                "type": "string"
              },
              "allowed": {
                "type": "integer"
              },
              "healthy": {
                "type": "integer"
              },
              "wanted": {
                "description": "How many have to be healthy.",
                "type": "integer"
              },
              "pods": {
                "type": "integer"
              },
              "unhealthyPodEvictionPolicy": {
                "type": "string"
              }
            }
          },
          "claim": {
            "description": "Of a claim, what is behind it.",
            "type": "object",
            "properties": {
              "accessModes": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "volumeMode": {
                "type": "string"
              },
              "volume": {
                "type": "object",
                "required": [
                  "name"
                ],
                "properties": {
                  "name": {
                    "type": "string"
                  },
                  "type": {
                    "description": "The field of the volume that says what it is, like `csi`, `nfs` or `local`.",
                    "type": "string"
                  },
                  "driver": {
                    "type": "string"
                  },
                  "accessModes": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  "nodes": {
                    "description": "The nodes that it can be reached from, where it is bound to some.",
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  "reclaimPolicy": {
                    "type": "string"
                  },
                  "capacity": {
                    "type": "string"
                  }
                }
              },
              "storageClass": {
                "type": "object",
                "required": [
                  "name"
                ],
                "properties": {
                  "name": {
                    "type": "string"
                  },
                  "provisioner": {
                    "type": "string"
                  },
                  "bindingMode": {
                    "type": "string"
                  },
                  "canExpand": {
                    "type": "boolean"
                  },
                  "reclaimPolicy": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "rights": {
            "description": "Of a ServiceAccount, the bindings that name it, the first 50; those of groups that it is in are not told.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "binding",
                "role"
              ],
              "properties": {
                "binding": {
                  "$ref": "#/components/schemas/ObjectField"
                },
                "role": {
                  "type": "object",
                  "required": [
                    "kind",
                    "name"
                  ],
                  "properties": {
                    "kind": {
                      "type": "string",
                      "enum": [
                        "Role",
                        "ClusterRole"
                      ]
                    },
                    "name": {
                      "type": "string"
                    }
                  }
                },
                "allows": {
                  "$ref": "#/components/schemas/RoleAllows"
                }
              }
            }
          },
          "rightsLeft": {
            "description": "How many more bindings name it, which are not told.",
            "type": "integer"
          },
          "attached": {
            "description": "What was started on it or made of it, like migrations and snapshots, the newest first; the first 25.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "object",
                "status"
              ],
              "properties": {
                "object": {
                  "$ref": "#/components/schemas/ObjectField"
                },
                "status": {
                  "$ref": "#/components/schemas/NodeStatus"
                },
                "createdAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "statefulSet": {
            "description": "What is special about Pods that have numbers and names of their own.",
            "type": "object",
            "required": [
              "podManagementPolicy",
              "updateStrategy"
            ],
            "properties": {
              "serviceName": {
                "description": "The Service that gives its Pods their names.",
                "type": "string"
              },
              "podManagementPolicy": {
                "type": "string"
              },
              "updateStrategy": {
                "type": "string"
              },
              "partition": {
                "description": "Pods of lower numbers stay as they are.",
                "type": "integer"
              }
            }
          },
          "instances": {
            "description": "Its Pods one by one, where they differ in more than their names; the first 50.",
            "type": "object",
            "required": [
              "total",
              "items"
            ],
            "properties": {
              "total": {
                "type": "integer"
              },
              "items": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "name",
                    "isReady"
                  ],
                  "properties": {
                    "name": {
                      "type": "string"
                    },
                    "isReady": {
                      "description": "Also false of one that is not there.",
                      "type": "boolean"
                    },
                    "ordinal": {
                      "type": "integer"
                    },
                    "dnsName": {
                      "description": "By which it is found, without the cluster's domain.",
                      "type": "string"
                    },
                    "role": {
                      "description": "What it is among its like, by a label that whoever runs it keeps up to date.",
                      "type": "string",
                      "enum": [
                        "primary",
                        "replica"
                      ]
                    },
                    "roleBy": {
                      "description": "That label and its value.",
                      "type": "string"
                    },
                    "node": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "revisions": {
            "description": "Its roll-outs that the cluster still knows, the newest first; the first 25.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "revision",
                "kind",
                "name",
                "isCurrent",
                "pods"
              ],
              "properties": {
                "revision": {
                  "type": "integer"
                },
                "kind": {
                  "type": "string",
                  "enum": [
                    "ReplicaSet",
                    "ControllerRevision"
                  ]
                },
                "name": {
                  "type": "string"
                },
                "isCurrent": {
                  "type": "boolean"
                },
                "pods": {
                  "description": "How many Pods there are of it.",
                  "type": "integer"
                },
                "images": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "createdAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "findings": {
            "description": "What is odd about it by itself, by the rules of its kind.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "unknown": {
            "description": "Kinds that could not be read, of which more would be told here, like `persistentvolumeclaims`.",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "RoleAllows": {
        "description": "What a role allows, as it is when somebody asks. `forbidden`: the portal's account may not read it; `hidden`: the caller may not be told; `absent`: there is no such role, so the binding gives nothing; `unasked`: more roles are bound than are asked for.",
        "type": "object",
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "known",
              "forbidden",
              "hidden",
              "absent",
              "unasked",
              "unknown"
            ]
          },
          "message": {
            "description": "Why it is not known, and what to do about it.",
            "type": "string"
          },
          "isAggregated": {
            "description": "The cluster gathers its rules from other roles.",
            "type": "boolean"
          },
          "rules": {
            "description": "The first 50. `*` is all that there is.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "verbs"
              ],
              "properties": {
                "verbs": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "apiGroups": {
                  "description": "The core group is `''`.",
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "resources": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "resourceNames": {
                  "description": "Of those alone that are so named.",
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "nonResourceUrls": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "isCut": {
                  "description": "It lists more than is told.",
                  "type": "boolean"
                }
              }
            }
          },
          "rulesLeft": {
            "description": "How many more rules it has, which are not told.",
            "type": "integer"
          }
        }
      },
      "Measurement": {
        "description": "Whether it is known what is used, as metrics.k8s.io of the cluster measures it, and as of when.",
        "type": "object",
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "description": "`stale`: what was measured is older than three minutes. `idle`: there is no Pod that runs. `absent`: the cluster serves no metrics. `forbidden`: the portal's account may not read them. `untold`: the caller may not be told. `unknown`: they could not be had.",
            "type": "string",
            "enum": [
              "measured",
              "stale",
              "idle",
              "absent",
              "forbidden",
              "untold",
              "unknown"
            ]
          },
          "message": {
            "description": "Why it is not known, and the way out.",
            "type": "string"
          },
          "at": {
            "description": "When the oldest of it was measured.",
            "type": "string",
            "format": "date-time"
          },
          "windowSeconds": {
            "description": "For how long CPU was counted; the longest where that differs.",
            "type": "number"
          }
        }
      },
      "Use": {
        "description": "What is used, beside what is requested and the limits. What not every container has is absent.",
        "type": "object",
        "required": [
          "used"
        ],
        "properties": {
          "used": {
            "$ref": "#/components/schemas/Resources"
          },
          "requested": {
            "$ref": "#/components/schemas/Resources"
          },
          "limit": {
            "$ref": "#/components/schemas/Resources"
          }
        }
      },
      "ContainerUse": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Use"
          },
          {
            "type": "object",
            "required": [
              "name"
            ],
            "properties": {
              "name": {
                "type": "string"
              }
            }
          }
        ]
      },
      "UseInside": {
        "description": "What the Pods of an object use now, of those that run and were measured.",
        "type": "object",
        "required": [
          "measurement",
          "running",
          "measured",
          "containers",
          "pods"
        ],
        "properties": {
          "measurement": {
            "$ref": "#/components/schemas/Measurement"
          },
          "ofLauncher": {
            "description": "It is what the Pods use that a VM runs in, with QEMU and libvirt; not what its guest says.",
            "type": "boolean"
          },
          "running": {
            "description": "How many Pods of it run.",
            "type": "integer"
          },
          "measured": {
            "description": "Of how many of these the figures are.",
            "type": "integer"
          },
          "total": {
            "$ref": "#/components/schemas/Use"
          },
          "containers": {
            "description": "Summed up over the Pods, by the name of the container.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ContainerUse"
            }
          },
          "pods": {
            "description": "25 at most, those that use most memory first.",
            "type": "array",
            "items": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Use"
                },
                {
                  "type": "object",
                  "required": [
                    "name",
                    "containers"
                  ],
                  "properties": {
                    "name": {
                      "type": "string"
                    },
                    "at": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "containers": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ContainerUse"
                      }
                    }
                  }
                }
              ]
            }
          },
          "findings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UseFinding"
            }
          }
        }
      },
      "MetricsRange": {
        "type": "string",
        "enum": [
          "1h",
          "6h",
          "24h",
          "7d"
        ]
      },
      "AppMetrics": {
        "description": "What is used, now and over time.",
        "type": "object",
        "required": [
          "entityRef",
          "range",
          "from",
          "until",
          "stepSeconds",
          "windowSeconds",
          "components",
          "left",
          "knowledge"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "range": {
            "$ref": "#/components/schemas/MetricsRange"
          },
          "from": {
            "description": "The time of the first value of each series; the others follow in steps.",
            "type": "string",
            "format": "date-time"
          },
          "until": {
            "type": "string",
            "format": "date-time"
          },
          "stepSeconds": {
            "type": "integer"
          },
          "windowSeconds": {
            "description": "Each value of what is counted by time, like CPU, is that of so many seconds before it.",
            "type": "integer"
          },
          "components": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ComponentMetrics"
            }
          },
          "left": {
            "description": "How many more components the app has.",
            "type": "integer"
          },
          "knowledge": {
            "$ref": "#/components/schemas/Knowledge"
          }
        }
      },
      "ComponentMetrics": {
        "type": "object",
        "required": [
          "id",
          "cluster",
          "namespace",
          "kind",
          "name",
          "source",
          "series",
          "findings"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "source": {
            "$ref": "#/components/schemas/MetricsSource"
          },
          "use": {
            "description": "Now. Pods are told one by one where one object was asked for.",
            "allOf": [
              {
                "$ref": "#/components/schemas/UseInside"
              }
            ]
          },
          "requested": {
            "description": "What all Pods that run request; not of a VM.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Resources"
              }
            ]
          },
          "limit": {
            "description": "What all Pods that run may use, where all have a limit; of a VM, what its guest has.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Resources"
              }
            ]
          },
          "series": {
            "description": "Summed up over its Pods. Of a VM it is what its guest uses, as KubeVirt sees it. What has no series was not measured.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MetricSeries"
            }
          },
          "findings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UseFinding"
            }
          }
        }
      },
      "MetricsSource": {
        "description": "Whether it is known what was used over time.",
        "type": "object",
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "description": "`partial`: some of it could not be had. `idle`: there is no Pod to ask for. `empty`: Prometheus has nothing of it. `unconfigured`: no Prometheus is known. `unknown`: it could not be had.",
            "type": "string",
            "enum": [
              "told",
              "partial",
              "idle",
              "empty",
              "unconfigured",
              "unknown"
            ]
          },
          "message": {
            "description": "Why, and the way out.",
            "type": "string"
          }
        }
      },
      "MetricSeries": {
        "type": "object",
        "required": [
          "name",
          "unit",
          "values"
        ],
        "properties": {
          "name": {
            "description": "`cpu-throttled` is that of the container that was held back most.",
            "type": "string",
            "enum": [
              "cpu",
              "cpu-throttled",
              "memory",
              "network-receive",
              "network-transmit",
              "disk-read",
              "disk-write"
            ]
          },
          "unit": {
            "description": "A share is from 0 to 1.",
            "type": "string",
            "enum": [
              "cores",
              "share",
              "bytes",
              "bytes-per-second"
            ]
          },
          "values": {
            "description": "121 values; null where nothing was measured.",
            "type": "array",
            "items": {
              "type": [
                "number",
                "null"
              ]
            }
          }
        }
      },
      "UseFinding": {
        "description": "What is to be acted on, of what is used.",
        "type": "object",
        "required": [
          "code"
        ],
        "properties": {
          "code": {
            "description": "`cpu-throttled`: for 15 minutes a container was held back in more than a quarter of its periods, as it reached its limit of CPU. `memory-near-limit`: 90 % or more of what it may use. `out-of-memory`: it was ended as it took more memory than it may.",
            "type": "string",
            "enum": [
              "cpu-throttled",
              "memory-near-limit",
              "out-of-memory"
            ]
          },
          "pod": {
            "type": "string"
          },
          "container": {
            "type": "string"
          },
          "share": {
            "description": "From 0 to 1.",
            "type": "number"
          },
          "used": {
            "description": "In bytes.",
            "type": "number"
          },
          "limit": {
            "description": "In bytes.",
            "type": "number"
          },
          "at": {
            "description": "When it was ended.",
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "GuestInside": {
        "description": "What the agent in a VM's guest says of it, as it was just asked.",
        "type": "object",
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "description": "`told`: the agent answered. `no-agent`: none is connected. `forbidden`: the portal's account may not ask. `unknown`: it could not be had.",
            "type": "string",
            "enum": [
              "told",
              "no-agent",
              "forbidden",
              "unknown"
            ]
          },
          "message": {
            "description": "Why nothing is told, or not all, and the way out.",
            "type": "string"
          },
          "agentVersion": {
            "type": "string"
          },
          "hostname": {
            "type": "string"
          },
          "timezone": {
            "type": "string"
          },
          "os": {
            "description": "Its operating system, as it calls itself.",
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "version": {
                "type": "string"
              },
              "kernel": {
                "type": "string"
              },
              "machine": {
                "type": "string"
              }
            }
          },
          "users": {
            "description": "Who is logged in; absent where that is not told. 50 at most.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "domain": {
                  "type": "string"
                },
                "since": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "fileSystems": {
            "description": "Absent where they are not told. Those that are fullest first, 50 at most.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "mountPoint"
              ],
              "properties": {
                "mountPoint": {
                  "type": "string"
                },
                "device": {
                  "type": "string"
                },
                "type": {
                  "type": "string"
                },
                "used": {
                  "description": "In bytes.",
                  "type": "number"
                },
                "total": {
                  "type": "number"
                }
              }
            }
          }
        }
      },
      "HardwareInside": {
        "description": "What a VM shows to its guest, beside disks and interfaces. What its platform decides as it starts is absent until then.",
        "type": "object",
        "properties": {
          "firmware": {
            "type": "string",
            "enum": [
              "bios",
              "uefi"
            ]
          },
          "secureBoot": {
            "type": "boolean"
          },
          "kernel": {
            "description": "The image of the kernel that it boots without a bootloader.",
            "type": "string"
          },
          "machine": {
            "type": "string"
          },
          "architecture": {
            "type": "string"
          },
          "cpuModel": {
            "type": "string"
          },
          "cpuTopology": {
            "type": "object",
            "properties": {
              "sockets": {
                "type": "integer"
              },
              "cores": {
                "type": "integer"
              },
              "threads": {
                "type": "integer"
              }
            }
          },
          "dedicatedCpus": {
            "type": "boolean"
          },
          "cpuFeatures": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "policy"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "policy": {
                  "type": "string"
                }
              }
            }
          },
          "devices": {
            "description": "Devices beside disks and interfaces; `resource` names what a node has to have for it.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "kind"
              ],
              "properties": {
                "kind": {
                  "type": "string",
                  "enum": [
                    "gpu",
                    "hostDevice",
                    "filesystem",
                    "tpm",
                    "watchdog",
                    "rng"
                  ]
                },
                "name": {
                  "type": "string"
                },
                "resource": {
                  "type": "string"
                }
              }
            }
          },
          "credentials": {
            "description": "Whom it lets in, by the names of Secrets.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "kind",
                "secret"
              ],
              "properties": {
                "kind": {
                  "type": "string",
                  "enum": [
                    "sshPublicKey",
                    "userPassword"
                  ]
                },
                "secret": {
                  "type": "string"
                },
                "by": {
                  "description": "How they come into the guest, like `qemuGuestAgent` or `noCloud`.",
                  "type": "string"
                },
                "users": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "probes": {
            "description": "What its guest is asked, to be ready and to go on.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ProbeInside"
            }
          },
          "guestAgent": {
            "description": "Whether an agent in the guest answers; absent while it is not running.",
            "type": "boolean"
          },
          "isLiveMigratable": {
            "type": "boolean"
          },
          "evictionStrategy": {
            "type": "string"
          }
        }
      },
      "ContainerInside": {
        "type": "object",
        "required": [
          "name",
          "role"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "role": {
            "description": "A `sidecar` is an init container that runs on.",
            "type": "string",
            "enum": [
              "app",
              "init",
              "sidecar"
            ]
          },
          "isInjected": {
            "description": "It is in the Pods, and not in the template that they are made by.",
            "type": "boolean"
          },
          "image": {
            "type": "string"
          },
          "ports": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "port",
                "protocol"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "port": {
                  "type": "integer"
                },
                "protocol": {
                  "$ref": "#/components/schemas/Protocol"
                },
                "hostPort": {
                  "description": "The port of the node that it takes.",
                  "type": "integer"
                }
              }
            }
          },
          "probes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ProbeInside"
            }
          },
          "lacks": {
            "description": "Probes that a container that runs on may have, and has not.",
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "readiness",
                "liveness"
              ]
            }
          },
          "resources": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name"
              ],
              "properties": {
                "name": {
                  "description": "Like `cpu`, `memory`, `nvidia.com/gpu`.",
                  "type": "string"
                },
                "request": {
                  "type": "string"
                },
                "limit": {
                  "type": "string"
                }
              }
            }
          },
          "reads": {
            "description": "The ConfigMaps and Secrets that its variables are taken from, by the names of their keys.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/KeysRead"
            }
          },
          "mounts": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "volume",
                "path"
              ],
              "properties": {
                "volume": {
                  "type": "string"
                },
                "path": {
                  "description": "Where it is in the container, or as which device.",
                  "type": "string"
                },
                "isDevice": {
                  "type": "boolean"
                },
                "readOnly": {
                  "type": "boolean"
                },
                "subPath": {
                  "type": "string"
                }
              }
            }
          },
          "stands": {
            "$ref": "#/components/schemas/ContainerStanding"
          }
        }
      },
      "ProbeInside": {
        "type": "object",
        "required": [
          "kind",
          "asks"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "startup",
              "readiness",
              "liveness"
            ]
          },
          "asks": {
            "description": "Like `GET /healthz on port 8080`, or `a command`, whose words are not kept.",
            "type": "string"
          },
          "initialDelaySeconds": {
            "type": "integer"
          },
          "periodSeconds": {
            "type": "integer"
          },
          "timeoutSeconds": {
            "type": "integer"
          },
          "successThreshold": {
            "type": "integer"
          },
          "failureThreshold": {
            "type": "integer"
          }
        }
      },
      "ContainerStanding": {
        "description": "How a container stands in the Pods that there are of it.",
        "type": "object",
        "required": [
          "pods",
          "running",
          "ready",
          "restarts"
        ],
        "properties": {
          "pods": {
            "type": "integer"
          },
          "running": {
            "type": "integer"
          },
          "started": {
            "description": "In how many its startup probe succeeded, or was not asked for.",
            "type": "integer"
          },
          "ready": {
            "type": "integer"
          },
          "restarts": {
            "type": "integer"
          },
          "waits": {
            "description": "Why it does not run, where that is one word of the kubelet's, like `CrashLoopBackOff`; each once.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "lastEnd": {
            "description": "How it ended last, in whichever Pod.",
            "type": "object",
            "required": [
              "pod"
            ],
            "properties": {
              "pod": {
                "type": "string"
              },
              "reason": {
                "description": "The runtime's own word, like `OOMKilled` or `Error`.",
                "type": "string"
              },
              "exitCode": {
                "type": "integer"
              },
              "signal": {
                "type": "integer"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              }
            }
          }
        }
      },
      "KeysRead": {
        "description": "A ConfigMap or Secret that is referred to, by names alone.",
        "type": "object",
        "required": [
          "kind",
          "name"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "ConfigMap",
              "Secret"
            ]
          },
          "name": {
            "type": "string"
          },
          "keys": {
            "description": "The names of the keys that are asked for; all of them where it is absent.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "isOptional": {
            "type": "boolean"
          }
        }
      },
      "VolumeInside": {
        "type": "object",
        "required": [
          "name",
          "type"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "type": {
            "description": "The field of the volume that says what it is, like `persistentVolumeClaim` or `emptyDir`.",
            "type": "string"
          },
          "object": {
            "description": "What backs it, where that is an object.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ObjectField"
              }
            ]
          },
          "reads": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/KeysRead"
            }
          },
          "readOnly": {
            "type": "boolean"
          },
          "accessModes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "size": {
            "type": "string"
          },
          "storageClass": {
            "type": "string"
          }
        }
      },
      "PolicyStatus": {
        "type": "object",
        "required": [
          "entityRef",
          "revision",
          "enforcement",
          "workloads",
          "policies",
          "peers",
          "connections",
          "findings",
          "knowledge"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "revision": {
            "type": "string"
          },
          "enforcement": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Enforcement"
            }
          },
          "workloads": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WorkloadPolicy"
            }
          },
          "policies": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicySummary"
            }
          },
          "peers": {
            "description": "Rows and columns of the matrix, the app's first: its workloads, or their namespaces where they are more than 100. All others are told by `Namespace` (one workload alone by its name), and many of these that have the same connections, or more than 60, as `Others`. A peer of more than one workload that is `expandable` is told one by one by `policy/peers`.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Peer"
            }
          },
          "connections": {
            "description": "Cells of the matrix that are not empty. A pair that is not listed cannot connect. A peer that stands for several workloads has connections with itself: those between them.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Connection"
            }
          },
          "findings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "knowledge": {
            "$ref": "#/components/schemas/Knowledge"
          }
        }
      },
      "Enforcement": {
        "description": "What makes the cluster's policies effective, told by what runs on its nodes.",
        "type": "object",
        "required": [
          "cluster",
          "enforced"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "plugin": {
            "description": "The network plugin, like Calico. Of several, all: `Calico over flannel` where one enforces policies for another, `Calico and Cilium` where both do.",
            "type": "string"
          },
          "version": {
            "description": "Absent where there are several.",
            "type": "string"
          },
          "enforced": {
            "type": "string",
            "enum": [
              "yes",
              "no",
              "unknown"
            ]
          },
          "message": {
            "description": "Why it is not `yes`, which of several enforces, or what it hangs on that is not seen.",
            "type": "string"
          }
        }
      },
      "WorkloadPolicy": {
        "type": "object",
        "required": [
          "id",
          "cluster",
          "namespace",
          "kind",
          "name",
          "category",
          "posture",
          "policies",
          "reachableFrom"
        ],
        "properties": {
          "id": {
            "description": "Its node in the topology.",
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "category": {
            "type": "string",
            "enum": [
              "vm",
              "container"
            ]
          },
          "posture": {
            "$ref": "#/components/schemas/Postures"
          },
          "policies": {
            "description": "Ids of the policies that select it.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "reachableFrom": {
            "description": "Ids of the peers that can open a connection to it; of a peer of several workloads, where any of them can.",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "PolicyPeers": {
        "type": "object",
        "required": [
          "items",
          "connections",
          "others"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Peer"
            }
          },
          "connections": {
            "description": "Those of the page's peers with the rows of the app or, where these are the app's own, with all rows. A pair that is not listed cannot connect.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Connection"
            }
          },
          "others": {
            "description": "The other ends of these connections.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Peer"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "PolicySummary": {
        "type": "object",
        "required": [
          "id",
          "cluster",
          "namespace",
          "apiVersion",
          "kind",
          "name",
          "selects",
          "directions"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "apiVersion": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "selects": {
            "description": "Ids of the app's workloads that it selects.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "directions": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "ingress",
                "egress"
              ]
            }
          }
        }
      },
      "Peer": {
        "type": "object",
        "required": [
          "id",
          "kind",
          "name",
          "inApp"
        ],
        "properties": {
          "id": {
            "description": "A topology id, or `outside/<range>`.",
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "kind": {
            "description": "The kind of a workload, `Namespace` for the workloads of one (either those of the app, or all others), `Others` for many that have the same connections or that the caller may not view, or `External` for addresses outside of the cluster.",
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "inApp": {
            "type": "boolean"
          },
          "workloads": {
            "description": "How many workloads it stands for, where these are several.",
            "type": "integer",
            "minimum": 2
          },
          "expandable": {
            "description": "True where `policy/peers` tells them one by one.",
            "type": "boolean"
          },
          "hostNetwork": {
            "description": "True for pods on their node's network: policies do not hold them, and a node always reaches its own pods.",
            "type": "boolean"
          }
        }
      },
      "Connection": {
        "type": "object",
        "required": [
          "source",
          "destination",
          "verdict",
          "ports"
        ],
        "properties": {
          "source": {
            "type": "string"
          },
          "destination": {
            "type": "string"
          },
          "verdict": {
            "type": "string",
            "enum": [
              "allowed",
              "uncertain"
            ]
          },
          "ports": {
            "description": "Like `TCP 80,8080-8090,UDP 53` or `All Connections`. With `pairs`, all that any of the pairs has.",
            "type": "string"
          },
          "reason": {
            "description": "Why it is uncertain; beside `allowed`, what is uncertain in addition. Of several workloads, for one of them.",
            "type": "string"
          },
          "pairs": {
            "description": "Of peers that stand for several workloads: of how many pairs of these the verdict is so. The others cannot connect. Absent where all of them have this very connection. Of a range of addresses, a workload counts that has a connection with a part of it.",
            "type": "object",
            "required": [
              "allowed",
              "uncertain",
              "of"
            ],
            "properties": {
              "allowed": {
                "type": "integer",
                "minimum": 0
              },
              "uncertain": {
                "type": "integer",
                "minimum": 0
              },
              "of": {
                "type": "integer",
                "minimum": 1
              }
            }
          }
        }
      },
      "ConnectionChange": {
        "type": "object",
        "required": [
          "source",
          "destination",
          "change"
        ],
        "properties": {
          "source": {
            "$ref": "#/components/schemas/Peer"
          },
          "destination": {
            "$ref": "#/components/schemas/Peer"
          },
          "change": {
            "type": "string",
            "enum": [
              "added",
              "removed",
              "changed",
              "uncertain"
            ]
          },
          "before": {
            "type": "string"
          },
          "after": {
            "type": "string"
          }
        }
      },
      "Finding": {
        "type": "object",
        "required": [
          "code",
          "severity",
          "title",
          "message",
          "objects"
        ],
        "properties": {
          "code": {
            "description": "A stable name, like `selects-nothing`.",
            "type": "string"
          },
          "severity": {
            "type": "string",
            "enum": [
              "error",
              "warning",
              "info"
            ]
          },
          "title": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "fix": {
            "type": "string"
          },
          "objects": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ObjectField"
            }
          },
          "fieldPath": {
            "type": "string"
          }
        }
      },
      "PeerQuery": {
        "description": "A workload, or an address; as the destination on another cluster than the source's also what that is entered by: a Service, Ingress, Gateway, Route or ServiceExport.",
        "oneOf": [
          {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "cluster",
              "namespace",
              "kind",
              "name"
            ],
            "properties": {
              "cluster": {
                "type": "string",
                "minLength": 1
              },
              "namespace": {
                "type": "string",
                "minLength": 1
              },
              "kind": {
                "type": "string",
                "minLength": 1
              },
              "name": {
                "type": "string",
                "minLength": 1
              }
            }
          },
          {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "ip"
            ],
            "properties": {
              "ip": {
                "description": "An IPv4 or IPv6 address.",
                "type": "string",
                "minLength": 2
              }
            }
          }
        ]
      },
      "ReachabilityQuery": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "source",
          "destination",
          "port"
        ],
        "properties": {
          "source": {
            "$ref": "#/components/schemas/PeerQuery"
          },
          "destination": {
            "$ref": "#/components/schemas/PeerQuery"
          },
          "protocol": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Protocol"
              }
            ],
            "default": "TCP"
          },
          "port": {
            "type": "integer",
            "minimum": 1,
            "maximum": 65535
          }
        }
      },
      "Reachability": {
        "type": "object",
        "required": [
          "verdict",
          "summary",
          "egress",
          "ingress",
          "knowledge"
        ],
        "properties": {
          "verdict": {
            "type": "string",
            "enum": [
              "allowed",
              "denied",
              "uncertain"
            ]
          },
          "summary": {
            "description": "A sentence that says the verdict and what decides it.",
            "type": "string"
          },
          "egress": {
            "$ref": "#/components/schemas/DirectionVerdict"
          },
          "ingress": {
            "$ref": "#/components/schemas/DirectionVerdict"
          },
          "knowledge": {
            "$ref": "#/components/schemas/Knowledge"
          }
        }
      },
      "DirectionVerdict": {
        "type": "object",
        "required": [
          "verdict",
          "reason",
          "deciding",
          "overruled"
        ],
        "properties": {
          "verdict": {
            "type": "string",
            "enum": [
              "allowed",
              "denied",
              "uncertain"
            ]
          },
          "reason": {
            "type": "string"
          },
          "deciding": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyRule"
            }
          },
          "overruled": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyRule"
            }
          },
          "nearest": {
            "description": "When denied, the rule that came nearest to allowing it, and what it lacked.",
            "type": "object",
            "required": [
              "rule",
              "lacked"
            ],
            "properties": {
              "rule": {
                "$ref": "#/components/schemas/PolicyRule"
              },
              "lacked": {
                "type": "string"
              }
            }
          }
        }
      },
      "PolicyRule": {
        "type": "object",
        "required": [
          "tier",
          "policy",
          "action"
        ],
        "properties": {
          "tier": {
            "type": "string"
          },
          "policy": {
            "$ref": "#/components/schemas/ObjectField"
          },
          "action": {
            "type": "string"
          },
          "path": {
            "description": "The rule in the policy, like `spec.ingress[0]`.",
            "type": "string"
          },
          "rule": {
            "description": "The rule itself.",
            "type": "object",
            "additionalProperties": true
          }
        }
      },
      "Trace": {
        "type": "object",
        "required": [
          "to",
          "path",
          "ways",
          "more",
          "left",
          "othersHidden",
          "hosts",
          "knowledge"
        ],
        "properties": {
          "to": {
            "description": "What was asked for, without what may be a secret in it.",
            "type": "string"
          },
          "scheme": {
            "type": "string"
          },
          "host": {
            "type": "string"
          },
          "port": {
            "type": "integer"
          },
          "path": {
            "type": "string"
          },
          "ways": {
            "description": "Those that break first.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TraceWay"
            }
          },
          "more": {
            "description": "Ways that are left out.",
            "type": "integer"
          },
          "left": {
            "description": "Ingresses, routes and other ways in that were not looked at, as there are too many.",
            "type": "integer"
          },
          "othersHidden": {
            "description": "Whether there may be routes that are not of the app, in namespaces that the caller is not shown, which take a request first.",
            "type": "boolean"
          },
          "hosts": {
            "description": "Where there is no way, the hosts that the app answers to; 50 at most.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "knowledge": {
            "$ref": "#/components/schemas/Knowledge"
          }
        }
      },
      "TraceState": {
        "description": "Of a hop whether a request passes it. Of a way, `breaks` where one hop of each of its ends does, `passes` where all pass, DNS outside of the cluster aside.",
        "type": "string",
        "enum": [
          "passes",
          "breaks",
          "unknown"
        ]
      },
      "TraceWay": {
        "type": "object",
        "required": [
          "cluster",
          "entry",
          "state",
          "hops",
          "ends",
          "more"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "entry": {
            "description": "What the request comes in by.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ObjectField"
              }
            ]
          },
          "host": {
            "description": "The host of this way, where it has one.",
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/TraceState"
          },
          "hops": {
            "description": "In the order of the request. What comes after one that breaks is what it would meet.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TraceHop"
            }
          },
          "ends": {
            "description": "From the Service on, one for each of its endpoints, the ready ones first.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "state",
                "hops"
              ],
              "properties": {
                "state": {
                  "$ref": "#/components/schemas/TraceState"
                },
                "hops": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/TraceHop"
                  }
                }
              }
            }
          },
          "more": {
            "description": "Endpoints that are left out.",
            "type": "integer"
          }
        }
      },
      "TraceCode": {
        "description": "What is so at a hop, before the dot where. See [The way of a request](../trace.md).",
        "type": "string",
        "enum": [
          "dns.cluster",
          "dns.outside",
          "dns.unknown",
          "address.known",
          "address.inCluster",
          "address.none",
          "address.pending",
          "class.known",
          "class.byAddress",
          "class.none",
          "class.missing",
          "class.notAccepted",
          "class.unknown",
          "listener.takes",
          "listener.noGateway",
          "listener.unknownGateway",
          "listener.noSection",
          "listener.otherPort",
          "listener.otherHost",
          "listener.notAllowed",
          "listener.notReady",
          "listener.isolated",
          "listener.closer",
          "listener.noTls",
          "listener.noHttp",
          "certificate.valid",
          "certificate.notRead",
          "certificate.default",
          "certificate.passedOn",
          "certificate.otherHost",
          "certificate.expired",
          "certificate.early",
          "certificate.notIssued",
          "certificate.noGrant",
          "route.accepted",
          "route.notAccepted",
          "route.waiting",
          "route.outdated",
          "route.none",
          "rule.takes",
          "rule.default",
          "rule.noPath",
          "rule.pattern",
          "rule.conditions",
          "rule.redirects",
          "rule.noBackend",
          "rule.extension",
          "rule.otherBackend",
          "rule.noWeight",
          "rule.taken",
          "rule.shared",
          "grant.given",
          "grant.missing",
          "grant.unknown",
          "service.found",
          "service.missing",
          "service.unknown",
          "service.outside",
          "port.found",
          "port.missing",
          "port.notMapped",
          "endpoints.ready",
          "endpoints.onNodes",
          "endpoints.terminating",
          "endpoints.unknown",
          "endpoints.noneReady",
          "endpoints.noneGiven",
          "endpoints.starting",
          "endpoints.podsNotReady",
          "endpoints.noPodsYet",
          "endpoints.off",
          "endpoints.selectsNothing",
          "endpoints.noSuchPort",
          "endpoints.portNotReady",
          "endpoint.pod",
          "endpoint.published",
          "endpoint.terminating",
          "endpoint.notReady",
          "endpoint.outside",
          "endpoint.gone",
          "policy.allows",
          "policy.denies",
          "policy.uncertain",
          "policy.hangsOnSource",
          "policy.notAsked",
          "container.declares",
          "container.undeclared",
          "container.notForwarded",
          "container.noSuchName"
        ]
      },
      "TraceHop": {
        "type": "object",
        "required": [
          "code",
          "state",
          "values"
        ],
        "properties": {
          "code": {
            "$ref": "#/components/schemas/TraceCode"
          },
          "state": {
            "$ref": "#/components/schemas/TraceState"
          },
          "values": {
            "description": "What the words about it name.",
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          },
          "object": {
            "description": "What the request is at.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ObjectField"
              }
            ]
          },
          "evidence": {
            "description": "Which object says so, in which field.",
            "type": "object",
            "required": [
              "object"
            ],
            "properties": {
              "object": {
                "$ref": "#/components/schemas/ObjectField"
              },
              "fieldPath": {
                "type": "string"
              },
              "value": {
                "type": "string"
              }
            }
          },
          "rules": {
            "description": "Of policy, the rules that decide, at both ends.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyRule"
            }
          }
        }
      },
      "HistoryEntry": {
        "type": "object",
        "required": [
          "id",
          "at",
          "change",
          "text"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "change": {
            "type": "string",
            "description": "`setup` is what people set: images, CPU, memory, run strategy, instance type.",
            "enum": [
              "component-appeared",
              "component-gone",
              "health",
              "posture",
              "setup"
            ]
          },
          "component": {
            "description": "The topology id of the component; absent where the app as a whole changed.",
            "type": "string"
          },
          "before": {
            "type": "string"
          },
          "after": {
            "type": "string"
          },
          "by": {
            "description": "The field manager that made the change, as the cluster tells it, like `kubectl-edit`. Absent where it does not, or where several wrote in the same second.",
            "type": "string"
          },
          "text": {
            "type": "string"
          }
        }
      },
      "Cluster": {
        "type": "object",
        "required": [
          "name",
          "state",
          "provisionable",
          "nodes",
          "addOns",
          "knowledge"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "synced",
              "syncing",
              "unreachable",
              "stale",
              "per-user"
            ]
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "message": {
            "type": "string"
          },
          "authProvider": {
            "description": "Where the state is per-user, whose tokens the cluster takes, like google or oidc.okta.",
            "type": "string"
          },
          "kubernetesVersion": {
            "type": "string"
          },
          "kubevirtVersion": {
            "type": "string"
          },
          "networkPlugin": {
            "$ref": "#/components/schemas/Enforcement"
          },
          "provisionable": {
            "description": "Whether `hybridApps.provisioning` of app-config lets apps be created in any namespace of it, also one that there is not yet.",
            "type": "boolean"
          },
          "nodes": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "health"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "health": {
                  "$ref": "#/components/schemas/Health"
                },
                "provider": {
                  "description": "From the node's providerID, like openstack, aws, gce, azure or metal.",
                  "type": "string"
                },
                "version": {
                  "type": "string"
                },
                "virtualMachines": {
                  "description": "Whether KubeVirt can run VMs there.",
                  "type": "boolean"
                }
              }
            }
          },
          "addOns": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AddOn"
            }
          },
          "knowledge": {
            "$ref": "#/components/schemas/Knowledge"
          }
        }
      },
      "AddOn": {
        "description": "What a cluster has beside itself, told by the workloads that run it and the classes that name it.",
        "type": "object",
        "required": [
          "name",
          "health"
        ],
        "properties": {
          "name": {
            "description": "What it is for.",
            "type": "string",
            "enum": [
              "dns",
              "dashboard",
              "metrics",
              "ingress",
              "gateway",
              "certificates",
              "kubevirt",
              "cdi",
              "csi",
              "networks"
            ]
          },
          "title": {
            "description": "Its own name, like that of its Deployment, or of a driver or controller.",
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "classes": {
            "description": "The StorageClasses, IngressClass or GatewayClass that name it.",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "Resources": {
        "description": "CPU in cores, memory in bytes, Pods by number; absent where that is not told.",
        "type": "object",
        "properties": {
          "cpu": {
            "type": "number"
          },
          "memory": {
            "type": "number"
          },
          "pods": {
            "type": "number"
          }
        }
      },
      "ClusterNode": {
        "type": "object",
        "required": [
          "name",
          "health",
          "roles",
          "devices",
          "podCIDRs",
          "taints"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "reason": {
            "description": "One word, like KubeletReady or SchedulingDisabled.",
            "type": "string"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "roles": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "provider": {
            "description": "From its providerID, or else from labels of its provider, like openstack, aws, gce, azure, vsphere or metal.",
            "type": "string"
          },
          "region": {
            "type": "string"
          },
          "zone": {
            "type": "string"
          },
          "instanceType": {
            "type": "string"
          },
          "address": {
            "description": "Its first internal address.",
            "type": "string"
          },
          "architecture": {
            "type": "string"
          },
          "system": {
            "description": "Its operating system, as it calls itself.",
            "type": "string"
          },
          "kernel": {
            "type": "string"
          },
          "runtime": {
            "description": "Container runtime and version, like `containerd://2.1.4`.",
            "type": "string"
          },
          "version": {
            "description": "Of its kubelet.",
            "type": "string"
          },
          "virtualMachines": {
            "description": "Whether KubeVirt can run VMs there; absent where it does not say.",
            "type": "boolean"
          },
          "devices": {
            "description": "Devices that it offers to Pods, like `devices.kubevirt.io/kvm`.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "podCIDRs": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "taints": {
            "description": "As `key:effect`; values are not kept.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "capacity": {
            "$ref": "#/components/schemas/Resources"
          },
          "allocatable": {
            "$ref": "#/components/schemas/Resources"
          },
          "requested": {
            "description": "What the Pods on it request, and how many they are; absent where not all are known, or may not be told.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Resources"
              }
            ]
          },
          "used": {
            "description": "What all of the machine uses, its system also; absent where that is not measured, or may not be told.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Resources"
              }
            ]
          }
        }
      },
      "ClusterNodes": {
        "type": "object",
        "required": [
          "state",
          "total",
          "ready",
          "counts",
          "items"
        ],
        "properties": {
          "state": {
            "description": "Whether they are known; where not, knowledge says why.",
            "type": "string",
            "enum": [
              "known",
              "unknown"
            ]
          },
          "total": {
            "type": "integer"
          },
          "ready": {
            "description": "Of these, those whose kubelet says that it is ready.",
            "type": "integer"
          },
          "virtualMachines": {
            "description": "Of these, those that KubeVirt can run VMs on; absent where none says.",
            "type": "integer"
          },
          "counts": {
            "description": "How many there are of each, of all nodes; the 20 most frequent values of each.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "by",
                "value",
                "count"
              ],
              "properties": {
                "by": {
                  "type": "string",
                  "enum": [
                    "role",
                    "provider",
                    "region",
                    "zone",
                    "architecture",
                    "runtime",
                    "version"
                  ]
                },
                "value": {
                  "type": "string"
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          },
          "items": {
            "description": "300 at most, those that are not well first, then by name.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterNode"
            }
          },
          "requestedUnknown": {
            "description": "Why no node says what is requested of it.",
            "type": "string"
          },
          "use": {
            "$ref": "#/components/schemas/Measurement"
          }
        }
      },
      "ClusterNetwork": {
        "type": "object",
        "required": [
          "plugin",
          "dialects",
          "podCIDRs",
          "kubeProxy"
        ],
        "properties": {
          "plugin": {
            "$ref": "#/components/schemas/Enforcement"
          },
          "mode": {
            "description": "How Pods of different nodes reach each other, where the nodes say so.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Told"
              }
            ]
          },
          "dialects": {
            "description": "The kinds of policies, and whether they take effect.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "enforced"
              ],
              "properties": {
                "name": {
                  "description": "A kind and its group, like `AdminNetworkPolicy.policy.networking.k8s.io`.",
                  "type": "string"
                },
                "enforced": {
                  "description": "`absent`: the cluster serves no such kind.",
                  "type": "string",
                  "enum": [
                    "yes",
                    "no",
                    "unknown",
                    "absent"
                  ]
                },
                "message": {
                  "type": "string"
                }
              }
            }
          },
          "podCIDRs": {
            "description": "Of its nodes, each once; 20 at most.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "podCIDRsOmitted": {
            "type": "integer"
          },
          "serviceAddresses": {
            "description": "Of the API server within the cluster.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "kubeProxy": {
            "type": "object",
            "required": [
              "state"
            ],
            "properties": {
              "state": {
                "type": "string",
                "enum": [
                  "runs",
                  "absent",
                  "unknown"
                ]
              },
              "version": {
                "type": "string"
              },
              "health": {
                "$ref": "#/components/schemas/Health"
              },
              "mode": {
                "description": "Like ipvs; absent where it stands in what the portal does not read.",
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            }
          }
        }
      },
      "Told": {
        "description": "Something that a cluster tells, and where it does.",
        "type": "object",
        "required": [
          "value",
          "source"
        ],
        "properties": {
          "value": {
            "type": "string"
          },
          "source": {
            "type": "string"
          }
        }
      },
      "ControlPlanePart": {
        "type": "object",
        "required": [
          "name",
          "state",
          "instances"
        ],
        "properties": {
          "name": {
            "type": "string",
            "enum": [
              "kube-apiserver",
              "etcd",
              "kube-scheduler",
              "kube-controller-manager",
              "cloud-controller-manager",
              "kubelet"
            ]
          },
          "state": {
            "description": "`seen`: its instances are told one by one. `answers`: its instances are not seen, but it answers the portal. `unseen`: it may run where nobody sees it. `unknown`: what would tell of it may not be read.",
            "type": "string",
            "enum": [
              "seen",
              "answers",
              "unseen",
              "unknown"
            ]
          },
          "instances": {
            "description": "50 at most, those that are not well first.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "health"
              ],
              "properties": {
                "node": {
                  "type": "string"
                },
                "health": {
                  "$ref": "#/components/schemas/Health"
                },
                "reason": {
                  "type": "string"
                },
                "version": {
                  "type": "string"
                }
              }
            }
          },
          "total": {
            "description": "How many instances there are.",
            "type": "integer"
          },
          "healthy": {
            "type": "integer"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "ClusterWay": {
        "description": "Who talks to whom in a cluster, on which port.",
        "type": "object",
        "required": [
          "id",
          "from",
          "to",
          "protocol",
          "port",
          "encrypted",
          "verified",
          "carries",
          "told",
          "source"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "from": {
            "$ref": "#/components/schemas/WayEnd"
          },
          "to": {
            "$ref": "#/components/schemas/WayEnd"
          },
          "protocol": {
            "type": "string",
            "enum": [
              "TCP",
              "UDP",
              "TCP/UDP",
              "IP"
            ]
          },
          "port": {
            "description": "A port, several, or a range, like `2379-2380`; of IP, the number of the protocol; `any` where who asks chooses.",
            "type": "string"
          },
          "encrypted": {
            "type": "string",
            "enum": [
              "yes",
              "no",
              "depends"
            ]
          },
          "verified": {
            "description": "Who proves to be who they are to the other.",
            "type": "string",
            "enum": [
              "both",
              "server",
              "no",
              "depends"
            ]
          },
          "carries": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "api",
                "state",
                "logs",
                "exec",
                "port-forward",
                "proxy",
                "metrics",
                "health",
                "admission",
                "dns",
                "pods",
                "services",
                "console",
                "routes"
              ]
            }
          },
          "told": {
            "description": "`live`: the cluster tells the port. `standard`: it does not; this is what the documentation says is usual.",
            "type": "string",
            "enum": [
              "live",
              "standard"
            ]
          },
          "source": {
            "description": "Which object tells it, or which document.",
            "type": "string"
          },
          "message": {
            "description": "What it depends on.",
            "type": "string"
          }
        }
      },
      "WayEnd": {
        "type": "string",
        "enum": [
          "clients",
          "kube-apiserver",
          "etcd",
          "kube-scheduler",
          "kube-controller-manager",
          "kubelet",
          "node",
          "pod",
          "service",
          "webhook",
          "monitoring",
          "outside",
          "dns",
          "metrics-server",
          "network-plugin",
          "virt-api",
          "virt-handler"
        ]
      },
      "ClusterDetails": {
        "type": "object",
        "required": [
          "name",
          "state",
          "provisionable",
          "kinds",
          "nodes",
          "addOns",
          "network",
          "controlPlane",
          "ways",
          "knowledge"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "synced",
              "syncing",
              "unreachable",
              "stale",
              "per-user"
            ]
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "message": {
            "type": "string"
          },
          "authProvider": {
            "description": "Where the state is per-user, whose tokens the cluster takes, like google or oidc.okta.",
            "type": "string"
          },
          "kubernetesVersion": {
            "type": "string"
          },
          "kubevirtVersion": {
            "type": "string"
          },
          "provisionable": {
            "description": "Whether `hybridApps.provisioning` of app-config lets apps be created in any namespace of it.",
            "type": "boolean"
          },
          "kinds": {
            "description": "How many kinds are known, and which the cluster does not serve.",
            "type": "object",
            "required": [
              "synced",
              "absent"
            ],
            "properties": {
              "synced": {
                "type": "integer"
              },
              "absent": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "nodes": {
            "$ref": "#/components/schemas/ClusterNodes"
          },
          "addOns": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AddOn"
            }
          },
          "network": {
            "$ref": "#/components/schemas/ClusterNetwork"
          },
          "controlPlane": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ControlPlanePart"
            }
          },
          "ways": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterWay"
            }
          },
          "knowledge": {
            "$ref": "#/components/schemas/Knowledge"
          }
        }
      },
      "ApplyRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "manifests",
          "task"
        ],
        "properties": {
          "manifests": {
            "type": "array",
            "minItems": 1,
            "maxItems": 200,
            "items": {
              "$ref": "#/components/schemas/Manifest"
            }
          },
          "task": {
            "description": "Names the writer. The field manager is `hybrid-apps:<task>:<call>`, and what is created carries the annotation `hybrid-apps.io/task`, which tells people, and decides nothing.",
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "namespace": {
            "description": "For manifests that name none.",
            "type": "string"
          },
          "dryRun": {
            "description": "Check only; nothing is written.",
            "type": "boolean",
            "default": false
          }
        }
      },
      "AppliedObject": {
        "type": "object",
        "required": [
          "apiVersion",
          "kind",
          "name"
        ],
        "properties": {
          "apiVersion": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "uid": {
            "type": "string"
          },
          "warnings": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ApplyResult": {
        "type": "object",
        "required": [
          "dryRun",
          "items"
        ],
        "properties": {
          "dryRun": {
            "type": "boolean"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AppliedObject"
            }
          }
        }
      },
      "Readiness": {
        "type": "object",
        "required": [
          "object",
          "state"
        ],
        "properties": {
          "object": {
            "$ref": "#/components/schemas/CreatedObject"
          },
          "state": {
            "description": "failed is final as far as anyone can tell; the message says why and what to do.",
            "type": "string",
            "enum": [
              "ready",
              "progressing",
              "failed",
              "absent"
            ]
          },
          "message": {
            "description": "Like `Importing disk mongodb-data: 42 %`.",
            "type": "string"
          },
          "progress": {
            "description": "Percent, where the platform tells.",
            "type": "number"
          }
        }
      },
      "LeftOutApp": {
        "type": "object",
        "required": [
          "name",
          "cluster",
          "namespace"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          }
        }
      },
      "DiscoveredApp": {
        "type": "object",
        "required": [
          "name",
          "clusters",
          "components"
        ],
        "properties": {
          "name": {
            "description": "The value of `app.kubernetes.io/part-of`.",
            "type": "string"
          },
          "namespace": {
            "description": "The catalog namespace, from the annotation `hybrid-apps.io/catalog-namespace` of the workloads' namespace, or else their own, in small letters; absent for `default`. Workloads of another catalog namespace are another app.",
            "type": "string"
          },
          "title": {
            "description": "From the annotation `hybrid-apps.io/title`, where all namespaces of the app tell the same one.",
            "type": "string"
          },
          "owner": {
            "description": "The full entity reference, in small letters, of the owner of the namespaces that its workloads are in, by `hybridApps.namespaces.owner`; absent where these have none. What is labelled alike in namespaces of another owner is another app.",
            "type": "string"
          },
          "clusters": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "components": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "category",
                "cluster",
                "namespace",
                "kind",
                "apiVersion"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "category": {
                  "type": "string",
                  "enum": [
                    "vm",
                    "container"
                  ]
                },
                "cluster": {
                  "type": "string"
                },
                "namespace": {
                  "type": "string"
                },
                "kind": {
                  "type": "string"
                },
                "apiVersion": {
                  "type": "string"
                },
                "componentName": {
                  "description": "From `app.kubernetes.io/name` or `/component`, where it differs from the object's name.",
                  "type": "string"
                },
                "labelSelector": {
                  "description": "A label selector that its objects match and, in its namespace, those of no other workload of the app do; absent where labels tell them not apart.",
                  "type": "string"
                },
                "dependsOn": {
                  "description": "Topology ids of workloads that it is configured to connect to.",
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      }
    }
  }
} as const;
